#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "backend/data_source.hpp"
#include "exec/database/databases.hpp"
#include "manage/fixture_models.hpp"

using aside::testing::FixtureFolder;
using aside::testing::Ran;
using aside::testing::run_command;

TEST_CASE("the shell of a file is sqlite3, which is started with the file") {
    const FixtureFolder folder;
    const std::string script = folder.file("sqlite3", "#!/bin/sh\necho \"$@\"\n");
    REQUIRE(chmod(script.c_str(), 0700) == 0);
    const std::string path = folder.path("rows.db");
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    if (child == 0) {
        aside::connect("sqlite:" + path, {.alias = "file"});
        setenv("PATH", folder.path("").c_str(), 1);
        dup2(ends[1], STDOUT_FILENO);
        const Ran ran = run_command<cinema::Genre>({"dbshell", "--alias", "file", "--", "-batch"});
        (void)!write(STDOUT_FILENO, ran.err.data(), ran.err.size());
        _exit(1);
    }
    close(ends[1]);
    char said[200] = {};
    const ssize_t size = read(ends[0], said, sizeof said - 1);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(status == 0);
    CHECK(std::string(said, size > 0 ? static_cast<std::size_t>(size) : 0) == path + " -batch\n");
}

TEST_CASE("a database in memory has no shell") {
    aside::connect("sqlite::memory:", {.alias = "memory"});
    const Ran ran = run_command<cinema::Genre>({"dbshell", "--alias", "memory"});
    CHECK(ran.status != 0);
    CHECK(ran.err.find("memory of this program alone") != std::string::npos);
    aside::disconnect("memory");
}

TEST_CASE("psql is given no password but in its environment, where others cannot see it") {
    using Seconds = std::chrono::seconds;
    const auto source = aside::backend::source_of(
        "postgresql://app:se'cret@db:5433/shop?application_name=x%20y&share_commits=off",
        Seconds(5));
    CHECK(source.name == "shop");
    const auto shell = source.shell();
    REQUIRE(shell.arguments.size() == 2);
    CHECK(shell.arguments[0] == "psql");
    CHECK(shell.arguments[1].find("cret") == std::string::npos);
    for (const char* part :
         {"dbname='shop'", "user='app'", "host='db'", "port='5433'", "application_name='x y'"})
        CHECK_MESSAGE(shell.arguments[1].find(part) != std::string::npos, part);
    REQUIRE(shell.environment.size() == 1);
    CHECK(shell.environment[0] == std::pair<std::string, std::string>("PGPASSWORD", "se'cret"));
}
