#include "manage/command_line.hpp"

#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/database.hpp"
#include "support/pizzeria.hpp"

using namespace library;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::TestDatabase;

TEST_CASE("a command that there is not is a wrong use, and so are none and a wrong option") {
    CHECK(run_command<Book>({"frobnicate"}).status == 2);
    CHECK(run_command<Book>({}).status == 2);
    CHECK(run_command<Book>({"describe", "--colour"}).status == 2);
    CHECK(run_command<Book>({"describe", "--engine", "oracle"}).status == 2);
    CHECK(run_command<Book>({"describe", "--engine", "oracle"}).err.find("\"oracle\"") !=
          std::string::npos);
}

TEST_CASE("help lists all commands, and each command's shows examples") {
    const Ran help = run_command<Book>({"--help"});
    CHECK(help.status == 0);
    for (const auto& command : aside::commands::commands()) {
        CHECK(help.out.find(command.name) != std::string::npos);
        const Ran own = run_command<Book>({std::string(command.name), "--help"});
        CHECK(own.status == 0);
        CHECK(own.out.find("Examples:\n  ") != std::string::npos);
        CHECK(own.out.find("manage " + std::string(command.name)) != std::string::npos);
    }
}

TEST_CASE("a database that is not connected is a wrong use, and is named") {
    const Ran ran = run_command<Book>({"describe"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("default") != std::string::npos);
}

TEST_CASE("describe prints the models and all that their relations lead to") {
    const TestDatabase<> database;
    const Ran ran = run_command<pizzeria::Pizza>({"describe"});
    CHECK(ran.status == 0);
    for (const char* table : {"\"pizzeria_pizza\"", "\"pizzeria_topping\"", "\"pizzeria_box\"",
                              "\"pizzeria_price\"", "\"pizzeria_pizza_toppings\""})
        CHECK(ran.out.find(table) != std::string::npos);
}

TEST_CASE("a program with arguments of its own keeps those that are no commands") {
    const char* arguments[] = {"./app", "serve"};
    CHECK_FALSE(aside::manage_if<Book>(2, arguments).has_value());
    CHECK_FALSE(aside::manage_if<Book>(1, arguments).has_value());
}

TEST_CASE("bash completes commands and options from the script that is printed") {
    const Ran ran = run_command<Book>({"completion", "bash"});
    CHECK(ran.status == 0);
    const std::string script = ran.out + R"(
COMP_WORDS=(./manage des) COMP_CWORD=1; _manage_complete; echo "${COMPREPLY[@]}"
COMP_WORDS=(./manage describe --en) COMP_CWORD=2; _manage_complete; echo "${COMPREPLY[@]}"
)";
    std::FILE* const bash = popen(("bash -c '" +
                                   [&] {
                                       std::string quoted;
                                       for (const char c : script)
                                           quoted += c == '\'' ? "'\\''" : std::string(1, c);
                                       return quoted;
                                   }() +
                                   "'")
                                      .c_str(),
                                  "r");
    REQUIRE(bash != nullptr);
    std::string said;
    for (int c = std::fgetc(bash); c != EOF; c = std::fgetc(bash)) said += static_cast<char>(c);
    CHECK(pclose(bash) == 0);
    CHECK(said == "describe\n--engine\n");
}
