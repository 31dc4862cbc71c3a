// Writes the next migration: what makes the tables of the last one those of the models.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "commands/all.hpp"
#include "commands/django_tables.hpp"
#include "commands/engines.hpp"
#include "commands/reached.hpp"
#include "migrations/folder.hpp"
#include "migrations/run_records.hpp"
#include "model/joined.hpp"
#include "sql/schema_of.hpp"

namespace aside::commands {
namespace {

using migrations::Folder;
using migrations::NewFile;
using migrations::Plan;
using migrations::State;

struct Options {
    std::string name{};
    bool empty = false;
    migrations::Wishes wishes{};
    std::vector<std::string> engines{};
    std::vector<std::string> adopted{};
    bool dry_run = false;
    bool check = false;
    bool embed = false;
    std::string rebase{};
    Format format = Format::text;
};

using Dialects = std::vector<const sql::Dialect*>;

[[noreturn]] void throw_left_behind(const std::vector<std::string>& chosen,
                                    const std::string& engine) {
    const std::string option = "--engine " + model::joined(chosen, ",");
    throw UsageError(option + ": there are files for " + engine +
                     " too, which would be left behind: say " + option + ',' + engine +
                     ", or remove its files");
}

/// The engines that were asked for; else those of the files that are there; else the database's.
/// An engine that has files is not left behind.
Dialects dialects(const Options& options, const Folder& folder, const Context& context) {
    const std::vector<std::string> kept = folder.engines();
    if (options.engines.empty())
        return kept.empty() ? Dialects{&engine_of(context)} : dialects_of(kept);
    Dialects chosen = dialects_of(options.engines);
    for (const std::string& engine : kept)
        if (std::ranges::count(chosen, engine, &sql::Dialect::vendor) == 0)
            throw_left_behind(options.engines, engine);
    return chosen;
}

/// Of these engines, those that have no files in a folder that has some.
Dialects without_files(const Dialects& dialects, const Folder& folder) {
    const std::vector<std::string> kept = folder.engines();
    if (kept.empty()) return {};
    Dialects added;
    for (const sql::Dialect* each : dialects)
        if (std::ranges::count(kept, each->vendor()) == 0) added.push_back(each);
    return added;
}

migrations::Asked asked(const Context& context) {
    if (!context.terminal) return {};
    return {.yes = [&](const std::string& question) { return context.confirm(question, {}); },
            .text = [&](const std::string& question) { return context.ask(question, {}); }};
}

class Making {
public:
    Making(const Options& options, const Context& context)
        : options_(options),
          context_(context),
          folder_(context.options.migrations),
          dialects_(dialects(options, folder_, context)),
          added_(without_files(dialects_, folder_)) {}

    Status run() {
        if (!options_.rebase.empty()) return rebase();
        const std::vector<NewFile> there = folder_.files(dialects_);
        const State from = folder_.state();
        require_last(from, there);
        const migrations::Place place = migrations::behind(there);
        if (options_.empty) return write_empty(from, place);
        Plan plan = decide(from);
        for (const sql::Dialect* each : added_)
            plan.effects.lines.push_back("all tables for " + std::string(each->vendor()));
        if (plan.effects.lines.empty()) return nothing_to_do();
        if (options_.check) return differs(plan);
        require_own(plan.up, plan.to.adopted, options_.adopted, context_);
        return write(files_of(plan, place), plan.to, plan.effects.lines);
    }

private:
    Plan decide(const State& from) {
        return migrations::decide(without_unmanaged(from), adopting(wanted(from)), context_.models,
                                  dialects_, options_.wishes, asked(context_));
    }
    /// The change for engines that have files, and all tables for one that has none.
    std::vector<NewFile> files_of(const Plan& plan, const migrations::Place& place) const {
        std::vector<NewFile> files;
        if (!plan.empty()) {
            Dialects kept = dialects_;
            std::erase_if(kept, [&](const sql::Dialect* each) {
                return std::ranges::count(added_, each) > 0;
            });
            files = migrations::files_of(plan, options_.name, kept, place);
        }
        if (added_.empty()) return files;
        const Plan whole = migrations::decide({}, plan.to, context_.models, added_, {}, {});
        const std::string name = plan.empty() && !options_.name.empty() ? options_.name : "initial";
        for (NewFile& each : migrations::files_of(whole, name, added_, place))
            files.push_back(std::move(each));
        return files;
    }
    void require_files(const char* option) const {
        if (!added_.empty())
            throw UsageError(std::string(option) + ": there are no files for " +
                             std::string(added_.front()->vendor()) +
                             " yet: have its tables made first, without " + option);
    }
    Status write_empty(const State& from, const migrations::Place& place) {
        require_files("--empty");
        return write(migrations::empty_files(options_.name, dialects_, place), adopting(from), {});
    }
    State wanted(const State& from) const {
        State state = migrations::state_of(context_.models, dialects_);
        state.adopted = from.adopted;
        return state;
    }
    /// The state with the apps that are adopted from now on.
    State adopting(State state) const {
        for (const std::string& app : options_.adopted)
            if (std::ranges::count(state.adopted, app) == 0) state.adopted.push_back(app);
        std::ranges::sort(state.adopted);
        return state;
    }
    /// The state without the tables that are another program's now: they stay as they are.
    State without_unmanaged(State state) const {
        for (const detail::ModelInfo* model : context_.models)
            for (const std::string& table : sql::unmanaged_tables(*model))
                std::erase_if(state.tables, [&](const auto& each) { return each.name == table; });
        return state;
    }

    /// The state and the files are of one history.
    void require_last(const State& state, const std::vector<NewFile>& files) const {
        const bool is_there = std::ranges::any_of(
            files, [&](const NewFile& each) { return each.file.name == state.after; });
        if (is_there) require_newest(state, files);
        if (is_there || (state.after.empty() && files.empty())) return;
        throw UsageError(folder_.path_of("state.json") + " is the state after " +
                         (state.after.empty() ? "no migration" : state.after) +
                         (files.empty() ? ", and there are no files"
                          : state.after.empty()
                              ? ", and there are files; it belongs to them, in version control"
                              : ", which is not among the files"));
    }

    void require_newest(const State& state, const std::vector<NewFile>& files) const {
        const int number = migrations::number_of(state.after);
        for (const NewFile& each : files)
            if (migrations::number_of(each.file.name) > number)
                throw UsageError(
                    folder_.path_of("state.json") + " is the state after " + state.after +
                    ", and " + each.file_name() +
                    " follows: it was written by a run that did not come to its end, or the state "
                    "is older. Remove the file, or take the state that belongs to it, from version "
                    "control");
    }

    Status nothing_to_do() {
        if (options_.format == Format::json)
            print_files({});
        else
            *context_.out << "No changes\n";
        return Status::fine;
    }
    Status differs(const Plan& plan) {
        for (const std::string& line : plan.effects.lines) *context_.out << line << '\n';
        return Status::check_failed;
    }

    Status write(const std::vector<NewFile>& files, State state,
                 const std::vector<std::string>& lines) {
        state.after = last_of(files);
        if (!options_.dry_run) folder_.write(files, state, options_.embed);
        if (options_.format == Format::json) {
            print_files(files);
            return Status::fine;
        }
        for (const NewFile& each : files) {
            *context_.out << folder_.path_of(each.file_name()) << '\n';
            if (options_.dry_run) *context_.out << migrations::write(each.file);
        }
        for (const std::string& line : lines) *context_.out << "  " << line << '\n';
        return Status::fine;
    }
    static std::string last_of(const std::vector<NewFile>& files) {
        return std::ranges::max_element(files, {},
                                        [](const NewFile& each) { return each.file.name; })
            ->file.name;
    }
    void print_files(const std::vector<NewFile>& files) {
        std::vector<std::string> names;
        names.reserve(files.size());
        for (const NewFile& each : files) names.push_back(folder_.path_of(each.file_name()));
        print_json_list(*context_.out, names);
    }

    // On top of what others have done meanwhile.

    Status rebase() {
        require_files("--rebase");
        const migrations::Branch own = folder_.branch(options_.rebase, dialects_);
        if (own.files.empty())
            throw UsageError("there is no migration " + options_.rebase + " in " +
                             context_.options.migrations);
        require_unapplied(own.files);
        const State from = folder_.state();
        if (std::ranges::count(own.names, from.after) > 0)
            throw UsageError(folder_.path_of("state.json") + " is the state after " + from.after +
                             ", which is to be made anew: take the other branch's first, as by "
                             "git checkout --theirs " +
                             folder_.path_of("state.json"));
        const std::vector<NewFile> others = folder_.files(dialects_, own.names);
        require_last(from, others);
        const migrations::Place place = migrations::behind(others);
        const Plan plan = decide(from);
        require_own(plan.up, plan.to.adopted, options_.adopted, context_);
        const std::vector<NewFile> files =
            plan.empty()
                ? renumbered(own, place)
                : migrations::files_of(plan, without_number(options_.rebase), dialects_, place);
        if (options_.dry_run) return write(files, plan.to, {});
        replace(own.files, files, plan.to);
        *context_.out << options_.rebase << " is now " << files.front().file.name << ", after "
                      << files.front().file.after << '\n';
        return Status::fine;
    }
    /// By its new name it would be applied once more.
    void require_unapplied(const std::vector<NewFile>& own) const {
        const std::string& alias = context_.options.alias;
        const auto records =
            if_reached([&] { return migrations::Records(alias, context_.options.history).all(); });
        if (!records) return;
        for (const NewFile& each : own) {
            if (std::ranges::count(*records, each.file.name, &migrations::Record::name) == 0)
                continue;
            const std::string& after = own.front().file.after;
            throw UsageError(each.file.name + " is applied in the database \"" + alias +
                             "\", where by a new name it would be applied once more: undo it there "
                             "before the other branch is merged, by migrate " +
                             (after.empty() ? "zero" : after));
        }
    }
    static std::string without_number(const std::string& name) {
        const std::size_t digits = name.find_first_not_of("0123456789");
        return digits != name.npos && digits > 0 && name[digits] == '_' ? name.substr(digits + 1)
                                                                        : name;
    }
    /// The own files as they are, by their new numbers.
    static std::vector<NewFile> renumbered(const migrations::Branch& own, migrations::Place place) {
        std::vector<NewFile> files = own.files;
        for (NewFile& each : files) {
            const auto offset = std::ranges::find(own.names, each.file.name) - own.names.begin();
            each.file.name = migrations::numbered(place.number + static_cast<int>(offset),
                                                  without_number(each.file.name));
            each.file.after = place.last[each.engine];
            place.last[each.engine] = each.file.name;
        }
        return files;
    }
    /// Nothing of an old file is lost, at no moment: where the new ones do something else, it stays
    /// beside them.
    void replace(const std::vector<NewFile>& old, const std::vector<NewFile>& files, State state) {
        const auto kept = [](const NewFile& each) { return each.file_name() + ".orig"; };
        for (const NewFile& each : old) folder_.rename(each.file_name(), kept(each));
        state.after = last_of(files);
        folder_.write(files, state, options_.embed);
        for (const NewFile& each : old) {
            const bool is_same = std::ranges::any_of(files, [&](const NewFile& file) {
                return file.engine == each.engine && file.file.up == each.file.up &&
                       file.file.down == each.file.down;
            });
            if (is_same)
                folder_.remove(kept(each));
            else
                *context_.out << each.file_name() << " was made anew; what it had is in "
                              << folder_.path_of(kept(each)) << '\n';
        }
    }

    const Options& options_;
    const Context& context_;
    const Folder folder_;
    const Dialects dialects_;
    const Dialects added_;  ///< of these, those without files in a folder that has some
};

Action prepare(CLI::App& parser, const Context&) {
    const auto options = std::make_shared<Options>();
    parser.add_option("--name", options->name, "The name, without a number")->option_text("NAME");
    parser.add_flag("--empty", options->empty, "A file without statements, to write them by hand");
    parser.add_option("--rename", options->wishes.renames, "What was renamed")
        ->option_text("film.name=film.title");
    parser.add_option("--drop", options->wishes.drops, "What may be lost")
        ->option_text("film.name");
    parser.add_option("--narrow", options->wishes.narrows, "What old rows may stand against")
        ->option_text("film.director");
    parser.add_option("--default", options->wishes.defaults, "What a new column has in old rows")
        ->option_text("film.added=now");
    for (CLI::Option* each : parser.get_options())
        if (each->get_name() != "--name") each->allow_extra_args(false);
    add_engines(parser, options->engines);
    parser.add_option("--adopt", options->adopted, "An app of Django's whose tables are ours now")
        ->allow_extra_args(false)
        ->option_text("shop");
    parser.add_flag("--dry-run", options->dry_run, "Prints the files, and writes nothing");
    parser.add_flag("--check", options->check,
                    "Writes nothing; the status is 1 if a migration is missing");
    parser.add_flag("--embed", options->embed, "Writes all.inc too, from now on");
    parser
        .add_option("--rebase", options->rebase,
                    "Makes an own migration anew, behind what was merged")
        ->option_text("NAME");
    add_format(parser, options->format);
    return [options](Context& context) {
        try {
            return Making(*options, context).run();
        } catch (const migrations::Unanswered& error) {
            throw AnswerNeeded(error.what());
        }
    };
}

}  // namespace

Command makemigrations() {
    return {.name = "makemigrations",
            .summary = "Writes the migration from the last one to the models",
            .examples = {"manage makemigrations", "manage makemigrations --name director_required",
                         "manage makemigrations --rename film.name=film.title --drop film.notes",
                         "manage makemigrations --engine sqlite,postgresql",
                         "manage makemigrations --check"},
            .prepare = prepare};
}

}  // namespace aside::commands
