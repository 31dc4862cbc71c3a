#include "inspect/header.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "inspect/identifiers.hpp"

namespace aside::inspect {
namespace {

/// An order in which each model comes behind those that it names, where there is no ring; else the
/// next one by namespace and name begins.
class Order {
public:
    explicit Order(std::span<const Model> models) : models_(models) {
        for (std::size_t i = 0; i < models.size(); ++i)
            for (const Member& member : models[i].members)
                if (models[i].table != nullptr && member.target && *member.target != i &&
                    !is_reverse(member)) {
                    if (needs_[i].insert(*member.target).second) ++open_[i];
                    needed_by_[*member.target].insert(i);
                }
        for (std::size_t i = 0; i < models.size(); ++i)
            if (models[i].table != nullptr) put(i);
        while (!ready_.empty() || !waiting_.empty()) take();
    }
    std::vector<std::size_t> order() { return std::move(order_); }

private:
    using Place = std::tuple<std::string, std::string, std::size_t>;

    static bool is_reverse(const Member& member) {
        return member.type.starts_with("aside::Reverse");
    }
    [[nodiscard]] Place place(std::size_t i) const {
        return {models_[i].name_space, models_[i].name, i};
    }
    void put(std::size_t i) { (open_[i] == 0 ? ready_ : waiting_).insert(place(i)); }
    void take() {
        auto& from = ready_.empty() ? waiting_ : ready_;
        // One of the namespace that is being written, if there is one.
        auto next = order_.empty() ? from.begin()
                                   : from.lower_bound({models_[order_.back()].name_space, {}, 0});
        if (next == from.end() ||
            (!order_.empty() && std::get<0>(*next) != models_[order_.back()].name_space))
            next = from.begin();
        const std::size_t model = std::get<2>(*next);
        from.erase(next);
        order_.push_back(model);
        for (const std::size_t other : needed_by_[model])
            if (--open_[other] == 0 && waiting_.erase(place(other)) > 0)
                ready_.insert(place(other));
    }

    std::span<const Model> models_;
    std::map<std::size_t, std::set<std::size_t>> needs_;
    std::map<std::size_t, std::set<std::size_t>> needed_by_;
    std::map<std::size_t, int> open_;
    std::set<Place> ready_;
    std::set<Place> waiting_;
    std::vector<std::size_t> order_;
};

/// Writes what was decided.
class Header {
public:
    Header(std::span<const Model> models, const Engine& engine) : models_(models) {
        text_ = comment("Written by inspectdb from a database of " +
                            std::string(engine.dialect->vendor()) +
                            ". Comments say what was guessed, and what a model cannot say.",
                        0);
        text_ +=
            "#pragma once\n"
            "#include <aside/aside.hpp>\n"
            "#include <cstddef>\n#include <cstdint>\n#include <optional>\n#include <string>\n"
            "#include <vector>\n";
        const std::vector<std::size_t> order = Order(models).order();
        declare(order);
        for (const std::size_t i : order)
            if (models[i].unusable.empty()) write(models[i]);
        for (const std::size_t i : order)
            if (!models[i].unusable.empty()) write(models[i]);
        go_to({});
        list(order);
    }
    std::string text() { return std::move(text_); }

private:
    /// Ends a namespace and begins another.
    void go_to(const std::string& name_space) {
        if (name_space == name_space_) return;
        if (!name_space_.empty()) text_ += "\n}  // namespace " + name_space_ + '\n';
        name_space_ = name_space;
        if (!name_space_.empty())
            text_ += "\nnamespace " + name_space_ + " {\n\nusing namespace aside::literals;\n";
    }
    /// Declares what is named before it is defined.
    void declare(const std::vector<std::size_t>& order) {
        std::map<std::size_t, std::size_t> places;
        for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
        std::map<std::string, std::set<std::string>> ahead;
        for (const std::size_t i : order)
            for (const Member& member : models_[i].members)
                if (member.target && places[*member.target] > places[i])
                    ahead[models_[*member.target].name_space].insert(models_[*member.target].name);
        for (const auto& [name_space, names] : ahead) {
            text_ += "\nnamespace " + name_space + " {\n";
            for (const std::string& name : names) text_ += "struct " + name + ";\n";
            text_ += "}  // namespace " + name_space + '\n';
        }
    }
    void write(const Model& model) {
        go_to(model.name_space);
        text_ += '\n' + comment(title_of(model), 0);
        for (const std::string& note : model.notes) text_ += comment(note, 0);
        if (!model.unusable.empty()) {
            text_ += comment("No model: " + model.unusable + '.', 0);
            return;
        }
        text_ += "struct " + model.name + " : aside::Model<" + model.name + "> {\n";
        for (const Enumeration& each : model.enumerations) write(each);
        for (const Member& member : model.members) write(member);
        for (const std::string& column : model.left_out) text_ += comment(column, 4);
        write_meta(model);
        text_ += "};\n";
    }
    static std::string title_of(const Model& model) {
        const bool is_view = model.table->kind == schema::TableKind::view;
        const bool is_foreign = model.table->kind == schema::TableKind::foreign;
        return (is_view      ? "The view "
                : is_foreign ? "The virtual or foreign table "
                             : "The table ") +
               model.table->name + '.';
    }
    void write(const Enumeration& enumeration) {
        text_ += "    enum class " + enumeration.name + " {";
        for (const auto& [enumerator, text] : enumeration.choices)
            text_ += (enumerator == enumeration.choices.front().first ? " " : ", ") + enumerator;
        text_ += " };\n";
    }
    void write(const Member& member) {
        for (const std::string& note : member.notes) text_ += comment(note, 4);
        text_ += "    " + member.type + ' ' + member_name(member.path) + member.initialiser + ";\n";
    }
    void write_meta(const Model& model) {
        std::vector<std::string> entries;
        for (const Member& member : model.members)
            if (!member.options.empty())
                entries.push_back('"' + member.path + "\"_f" + member.options);
        entries.insert(entries.end(), model.options.begin(), model.options.end());
        if (entries.empty()) return;
        text_ += "\n    static constexpr auto meta = aside::meta(\n";
        for (const std::string& entry : entries)
            text_ += "        " + entry + (&entry == &entries.back() ? ");\n" : ",\n");
    }
    /// Names all models, as `manage` and the check of `connect` take them.
    void list(const std::vector<std::size_t>& order) {
        std::string names;
        for (const std::size_t i : order)
            if (models_[i].unusable.empty())
                names +=
                    (names.empty() ? "" : ", ") + models_[i].name_space + "::" + models_[i].name;
        if (!names.empty()) text_ += "\n// All of them:\n";
        for (std::size_t at = 0; at < names.size();) {
            std::size_t end = std::min(at + 94, names.size());
            if (end < names.size()) {
                const std::size_t blank = names.rfind(' ', end);
                end = blank == std::string::npos || blank <= at ? names.find(' ', end) : blank;
                end = std::min(end, names.size());
            }
            text_ += "//   " + names.substr(at, end - at) + '\n';
            at = end + 1;
        }
    }

    std::span<const Model> models_;
    std::string text_;
    std::string name_space_;
};

}  // namespace

std::string header_of(std::span<const Model> models, const Engine& engine) {
    return Header(models, engine).text();
}

}  // namespace aside::inspect
