#pragma once
// What the tests of the lower half share: scratch files, databases, and operations made of lambdas.
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <utility>

#include "aside/database.hpp"
#include "aside/detail/call.hpp"
#include "aside/executor.hpp"
#include "exec/database/databases.hpp"
#include "exec/database/one_writer.hpp"
#include "exec/database/runner.hpp"

namespace aside::testing {

/// A directory of its own, removed with all that is in it.
class ScratchDirectory {
public:
    ScratchDirectory() {
        static std::atomic<int> counter{0};
        path_ = std::filesystem::temp_directory_path() /
                ("aside-" + std::to_string(getpid()) + "-" + std::to_string(++counter));
        std::filesystem::create_directories(path_);
    }
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ~ScratchDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (path_ / name).string();
    }

private:
    std::filesystem::path path_;
};

/// A database in a scratch file, or in memory, connected while it lives.
class ScratchDatabase {
public:
    explicit ScratchDatabase(const ConnectOptions& options = {}) : ScratchDatabase("", options) {}
    ScratchDatabase(const std::string& url, const ConnectOptions& options) : alias_(options.alias) {
        connect(url.empty() ? this->url() : url, options);
    }
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;
    ~ScratchDatabase() {
        try {
            disconnect(alias_);
        } catch (const ConnectionDoesNotExist&) {  // the test has done so itself
        }
    }
    [[nodiscard]] std::string path() const { return directory_ / "scratch.db"; }
    [[nodiscard]] std::string url() const { return "sqlite:" + path(); }

private:
    ScratchDirectory directory_;
    std::string alias_;
};

/// The arena with that many threads while it lives.
class ArenaOf {
public:
    explicit ArenaOf(int threads) {
        shutdown();
        configure({.threads = threads});
    }
    ArenaOf(const ArenaOf&) = delete;
    ArenaOf& operator=(const ArenaOf&) = delete;
    ~ArenaOf() {
        shutdown();
        configure({});
    }
};

/// An operation whose result is a std::future's.
template <class Body>
class BodyOperation final : public detail::Operation {
public:
    using Result = std::invoke_result_t<Body&, detail::Runner&>;

    explicit BodyOperation(Body body) : body_(std::move(body)) {}
    std::future<Result> future() { return outcome_.future(); }

    void execute(detail::Runner& runner) override {
        if constexpr (std::is_void_v<Result>)
            body_(runner);
        else
            outcome_.keep(body_(runner));
    }
    void fail(std::exception_ptr error) noexcept override { outcome_.fail(std::move(error)); }
    void publish() noexcept override { outcome_.publish(*this); }

private:
    Body body_;
    detail::Outcome<Result> outcome_;
};

template <class Body>
auto in_background(std::string_view alias, detail::Intent intent, Body body) {
    auto operation = std::make_shared<BodyOperation<Body>>(std::move(body));
    auto future = operation->future();
    detail::submit({.alias = std::string(alias)}, intent, operation);
    return future;
}

template <class Body>
void here(std::string_view alias, Body body) {
    detail::run_here({.alias = std::string(alias)}, detail::Intent::write, body);
}

/// The database "default", which must be one of a single writer and a pool of readers.
inline exec::OneWriter& one_writer() {
    return dynamic_cast<exec::OneWriter&>(*exec::database("default"));
}

}  // namespace aside::testing
