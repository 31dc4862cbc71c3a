// The library's side of the interop suite; what it prints is JSON. See the folder's `check`.
//
//   interop create URL             make the tables
//   interop copy FROM TO           read every row of one database and write it into another
//   interop dump URL               print every row of every table
//   interop queries URL            print what every query gives, and null for each change
//   interop changes                make changes: each line that is read is the name of one, a tab
//                                  and a URL, and is answered by a line
//   interop invented URL QUERIES   print what every query gives that is described in a file
//   interop manage URL COMMAND...  run a command of aside/manage.hpp
#include <functional>
#include <iostream>
#include <map>

#include "aside/manage.hpp"
#include "interop/invented.hpp"
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/tables.hpp"

namespace interop {
namespace {

struct Query {
    Kind kind;
    std::string (*ask)();
};
std::map<std::string, Query> table;
std::string topic;

void open(const std::string& url, std::string_view alias = "default") {
    aside::connect(url, {.alias = alias});
}

/// The names that Django has for what is part of an answer; anything else is a failure.
std::string error_name(const aside::Error& error) {
    const auto is = [&]<class E>(std::type_identity<E>) {
        return dynamic_cast<const E*>(&error) != nullptr;
    };
    if (is(std::type_identity<aside::ObjectDoesNotExist>())) return "DoesNotExist";
    if (is(std::type_identity<aside::MultipleObjectsReturned>())) return "MultipleObjectsReturned";
    if (is(std::type_identity<aside::ProtectedError>())) return "ProtectedError";
    if (is(std::type_identity<aside::IntegrityError>())) return "IntegrityError";
    if (is(std::type_identity<aside::DataError>())) return "DataError";
    if (is(std::type_identity<aside::NotSupportedError>())) return "NotSupportedError";
    return "aside::Error";
}

std::string answered(const std::function<std::string()>& ask, bool counted) {
    const aside::QueryLog log;
    std::string result;
    try {
        result = ask();
    } catch (const aside::Error& error) {
        result = "{\"error\": " + encode(error_name(error)) +
                 ", \"message\": " + encode(error.what()) + '}';
    }
    std::vector<std::string> statements;
    int selects = 0;
    for (const aside::Statement& statement : log) {
        std::string line = statement.sql + " --";
        for (const aside::SqlValue& param : statement.params) line += ' ' + param.to_string();
        statements.push_back(line);
        if (statement.sql.find("SELECT") != statement.sql.npos) ++selects;
    }
    if (counted)
        result = "{\"value\": " + result + ", \"selects\": " + std::to_string(selects) + '}';
    return "{\"result\": " + result + ", \"sql\": " + encode(statements) + '}';
}

std::string answer(const Query& query) { return answered(query.ask, query.kind == Kind::counted); }

void add_all() {
    const std::pair<const char*, void (*)()> topics[] = {{"annotated_filters", annotated_filters},
                                                         {"annotated_results", annotated_results},
                                                         {"annotations", annotations},
                                                         {"changes", changes},
                                                         {"conditional", conditional},
                                                         {"conditions", conditions},
                                                         {"fields", fields},
                                                         {"functions", functions},
                                                         {"grouping", grouping},
                                                         {"joins", joins},
                                                         {"json_paths", json_paths},
                                                         {"lookups", lookups},
                                                         {"many", many},
                                                         {"objects", objects},
                                                         {"ordering", ordering},
                                                         {"sets", sets},
                                                         {"shapes", shapes},
                                                         {"subqueries", subqueries},
                                                         {"subsets", subsets},
                                                         {"transforms", transforms},
                                                         {"windows", windows}};
    for (const auto& [name, add_queries] : topics) {
        topic = name;
        add_queries();
    }
}

void queries(const std::string& url) {
    add_all();
    open(url);
    std::string separator = "{";
    for (const auto& [name, query] : table) {
        std::cout << separator << encode(name) << ": "
                  << (query.kind == Kind::change ? "null" : answer(query));
        separator = ",\n";
    }
    std::cout << "}\n";
}

void make_changes() {
    add_all();
    for (std::string line; std::getline(std::cin, line);) {
        const std::size_t tab = line.find('\t');
        open(line.substr(tab + 1));
        std::cout << answer(table.at(line.substr(0, tab))) << std::endl;
        aside::disconnect();
    }
}

int manage(const std::string& url, std::span<char*> arguments) {
    open(url);
    return aside::manage<Sample, Maybe, Country, Person, Profile, Desk, Publisher, Tag, Book,
                         Authorship, Review>(static_cast<int>(arguments.size()), arguments.data());
}

int run(const std::vector<std::string>& words) {
    const auto is = [&](std::string_view step, std::size_t more) {
        return words.size() == more + 1 && words[0] == step;
    };
    if (is("queries", 1)) return queries(words[1]), 0;
    if (is("changes", 0)) return make_changes(), 0;
    if (is("invented", 2)) return open(words[1]), invented(words[2]), 0;
    if (is("create", 1)) return open(words[1]), create_tables(), 0;
    if (is("dump", 1)) return open(words[1]), std::cout << dump() << '\n', 0;
    if (is("copy", 2)) return open(words[1], "from"), open(words[2]), copy_rows("from"), 0;
    std::cerr << "usage: interop create URL | copy FROM TO | dump URL | queries URL | changes "
                 "| invented URL QUERIES | manage URL COMMAND...\n";
    return 2;
}

}  // namespace

std::string answered(const std::function<std::string()>& ask) { return answered(ask, false); }

void add(const char* name, Kind kind, std::string (*ask)()) {
    if (!table.try_emplace(topic + ": " + name, Query{kind, ask}).second)
        throw std::logic_error("two queries of " + topic + " have the name " + name);
}

}  // namespace interop

int main(int count, char** words) {
    try {
        // From the URL on, in the place of a program's name.
        if (count > 2 && std::string_view(words[1]) == "manage")
            return interop::manage(words[2], {words + 2, words + count});
        return interop::run({words + 1, words + count});
    } catch (const std::exception& error) {
        std::cerr << "interop: " << error.what() << '\n';
        return 1;
    }
}
