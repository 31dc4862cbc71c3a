// The same by Django, in a child process that says how long it took: its clock runs around the work
// alone.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "data.hpp"
#include "measure.hpp"
#include "written.hpp"

extern char** environ;

namespace speed {
namespace {

/// The child, which ends when its standard input does.
class Django {
public:
    Django() {
        int down[2];
        int up[2];
        if (pipe(down) != 0 || pipe(up) != 0) throw std::runtime_error("no pipe");
        start(down, up);
        close(down[0]);
        close(up[1]);
        to_ = fdopen(down[1], "w");
        from_ = fdopen(up[0], "r");
    }
    Django(const Django&) = delete;
    Django& operator=(const Django&) = delete;
    ~Django() {
        std::fclose(to_);
        std::fclose(from_);
        waitpid(child_, nullptr, 0);
    }

    /// The seconds that so much of a work took.
    double ask(const char* work, std::int64_t count) {
        std::fprintf(to_, "%s %lld\n", work, static_cast<long long>(count));
        std::fflush(to_);
        double seconds = 0;
        if (std::fscanf(from_, "%lf", &seconds) != 1) throw std::runtime_error("Django failed");
        return seconds;
    }

private:
    void start(const int (&down)[2], const int (&up)[2]) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, down[0], 0);
        posix_spawn_file_actions_adddup2(&actions, up[1], 1);
        for (const int end : {down[0], down[1], up[0], up[1]})
            posix_spawn_file_actions_addclose(&actions, end);
        std::string books = books_file();
        std::string written = written_file();
        std::string script = DJANGO_PEER;
        std::string python = "/usr/bin/python3";
        char* arguments[] = {python.data(), script.data(), books.data(), written.data(), nullptr};
        const int error =
            posix_spawn(&child_, python.c_str(), &actions, nullptr, arguments, environ);
        posix_spawn_file_actions_destroy(&actions);
        if (error != 0) throw std::runtime_error("no " + python);
    }

    pid_t child_ = 0;
    std::FILE* to_ = nullptr;
    std::FILE* from_ = nullptr;
};

double asked(const char* work, std::int64_t count) {
    static Django django;
    return django.ask(work, count);
}

void each(benchmark::State& state, const char* work, std::int64_t count) {
    for (auto _ : state) state.SetIterationTime(asked(work, count));
    operations(state, count);
}
void whole(benchmark::State& state, const char* work, std::int64_t count) {
    for (auto _ : state) state.SetIterationTime(asked(work, count));
}
void insert(benchmark::State& state) {
    for (auto _ : state) {
        empty_books();
        state.SetIterationTime(asked("bulk_create", book_count));
    }
}

// Those that take long are repeated less often.
#define DJANGO(name, function, ...)                  \
    BENCHMARK_CAPTURE(function, django, __VA_ARGS__) \
        ->Name(name "/django")                       \
        ->Iterations(1)                              \
        ->UseManualTime()

DJANGO("get", each, "get", 1000);
DJANGO("aget", each, "aget", 1000);
DJANGO("compiling", each, "compiling", 1000);
DJANGO("exists", each, "exists", 1000);
DJANGO("count", whole, "count", book_count);
DJANGO("aggregate", whole, "aggregate", book_count);
DJANGO("list", whole, "list", book_count)->Repetitions(3);
DJANGO("iterator", whole, "iterator", book_count)->Repetitions(3);
DJANGO("values_list", whole, "values_list", book_count)->Repetitions(3);
DJANGO("select_related", whole, "select_related", 100'000)->Repetitions(3);
DJANGO("prefetch_related", whole, "prefetch_related", book_count)->Repetitions(3);
BENCHMARK(insert)->Name("bulk_create/django")->Iterations(1)->UseManualTime()->Repetitions(3);

}  // namespace
}  // namespace speed
