#include "migrations/make.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "model/ascii.hpp"
#include "model/joined.hpp"

namespace aside::migrations {
namespace {

constexpr int digits = 4;

std::vector<Step> steps_of(const std::vector<sql::AlterationStep>& alterations) {
    std::vector<Step> steps;
    for (const sql::AlterationStep& each : alterations)
        if (each.rebuilds.empty())
            for (const std::string& statement : each.statements) steps.emplace_back(Sql{statement});
        else
            steps.emplace_back(Rebuild{
                .table = each.rebuilds, .drops = each.drops, .statements = each.statements});
    return steps;
}

/// `Rename film.name to film.title; add film.rating`
std::string sentence(const std::vector<std::string>& lines) {
    std::string text = model::joined(lines, "; ");
    if (!text.empty()) text[0] = model::upper(text[0]);
    return text;
}

File file_of(const sql::AlterationPart& part, const Plan& plan, bool is_first) {
    File file{.in_transaction = part.in_transaction,
              .up = {.steps = steps_of(part.up)},
              .down = Part{.steps = steps_of(part.down)}};
    const bool reads_rows = is_first || part.suffix == "validate";
    if (reads_rows) file.up.fails_where = plan.effects.fails_where;
    if (!is_first) return file;
    file.description = {sentence(plan.effects.lines)};
    file.up.destroys = plan.effects.destroys;
    file.down->destroys = plan.effects_back.destroys;
    file.down->fails_where = plan.effects_back.fails_where;
    return file;
}

std::string name_of(const Plan& plan, const std::string& name, bool is_initial) {
    if (!name.empty()) return name;
    if (is_initial) return "initial";
    return plan.effects.name.empty() ? "changes" : plan.effects.name;
}

void follow(NewFile& file, Place& place) {
    file.file.after = place.last[file.engine];
    place.last[file.engine] = file.file.name;
}

}  // namespace

int number_of(const std::string& name) {
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc() && end != name.data() + name.size() && *end == '_' ? number : 0;
}

std::string numbered(int number, const std::string& name) {
    std::string text = std::to_string(number);
    if (text.size() < digits) text.insert(0, digits - text.size(), '0');
    return text + '_' + name;
}

std::string NewFile::file_name() const { return migrations::file_name(file.name, engine); }

Place behind(std::span<const NewFile> files) {
    Place place;
    for (const NewFile& each : files) {
        place.number = std::max(place.number, number_of(each.file.name) + 1);
        place.last[each.engine] = each.file.name;
    }
    return place;
}

std::vector<NewFile> files_of(const Plan& plan, const std::string& name,
                              std::span<const sql::Dialect* const> dialects, Place place) {
    const std::string own = name_of(plan, name, place.last.empty());
    const std::string first = numbered(place.number, own);
    std::vector<NewFile> files;
    for (const sql::Dialect* dialect : dialects) {
        const std::vector<sql::AlterationPart> parts =
            dialect->alter(alterations(plan.up, plan.fills, *dialect),
                           alterations(plan.down, plan.fills_back, *dialect));
        for (std::size_t i = 0; i < parts.size(); ++i) {
            NewFile& file = files.emplace_back(
                NewFile{std::string(dialect->vendor()), file_of(parts[i], plan, i == 0)});
            file.file.name = numbered(place.number + static_cast<int>(i),
                                      i == 0 ? own : own + '_' + parts[i].suffix);
            if (i > 0) file.file.description = {"What " + first + " leaves to a file of its own"};
            follow(file, place);
        }
    }
    return files;
}

std::vector<NewFile> empty_files(const std::string& name,
                                 std::span<const sql::Dialect* const> dialects,
                                 const Place& place) {
    Place last = place;
    std::vector<NewFile> files;
    for (const sql::Dialect* dialect : dialects) {
        NewFile& file = files.emplace_back(NewFile{
            std::string(dialect->vendor()),
            File{.name = numbered(place.number, name.empty() ? "custom" : name), .down = Part{}}});
        file.file.description = {
            "Write statements below, and behind \"aside: down\" those that undo them. A line",
            "\"-- aside: call NAME\" runs a function of the program."};
        follow(file, last);
    }
    return files;
}

std::string embedded(std::span<const NamedText> files) {
    std::string text =
        "// Written by makemigrations: entries of an array of aside::EmbeddedMigration.\n";
    for (const NamedText& each : files) {
        std::string mark = "sql";
        while (each.text.find(")" + mark + '"') != std::string::npos) mark += 'x';
        text.append("{\"").append(each.file).append("\", R\"").append(mark).append("(");
        text.append(each.text).append(")").append(mark).append("\"},\n");
    }
    return text;
}

}  // namespace aside::migrations
