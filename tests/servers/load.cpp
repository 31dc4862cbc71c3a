#include "servers/load.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>

#include <doctest/doctest.h>

#include "support/soon.hpp"

namespace load {

using namespace aside::literals;
using namespace std::chrono_literals;

namespace {

constexpr int rows = 1000;

/// Throws where a row is missing, comes twice, or is another one.
class InOrder {
public:
    void take(const Fixed& row) {
        if (row.id != ++last_) throw std::logic_error("a wrong row");
    }
    void end() const {
        if (last_ != rows) throw std::logic_error("the rows ended early");
    }

private:
    std::int64_t last_ = 0;
};

auto all() { return Fixed::objects.order_by("id"_f); }

void create(const std::string& text) { Note::objects.create("text"_f = text); }

void create_in_background(const std::string& text) { Note::objects.acreate("text"_f = text).get(); }

void write_block(const std::string& text) {
    aside::atomic([&] {
        create(text);
        create(text + "/2");
    });
}

void get(const std::string&) {
    static std::atomic<int> next{0};
    const int id = ++next % rows + 1;
    if (Fixed::objects.get("id"_f == id).id != id) throw std::logic_error("a wrong row");
}

void get_in_background(const std::string&) {
    std::vector<aside::Future<Fixed>> found;
    for (int id = 1; id <= 20; ++id) found.push_back(Fixed::objects.aget("id"_f == id));
    std::exception_ptr error;
    for (int id = 1; id <= 20; ++id) {
        try {
            if (found[static_cast<std::size_t>(id - 1)].get().id != id)
                throw std::logic_error("a wrong row");
        } catch (const aside::OperationalError&) {
            error = std::current_exception();
        }
    }
    if (error) std::rethrow_exception(error);
}

void iterate(const std::string&) {
    InOrder order;
    for (const Fixed& row : all().iterator({.chunk_size = 100})) order.take(row);
    order.end();
}

void iterate_in_block(const std::string&) {
    aside::atomic([] {
        InOrder order;
        for (const Fixed& row : all().iterator({.chunk_size = 100})) {
            order.take(row);
            if (row.id % 250 == 1 && Fixed::objects.count() != rows)
                throw std::logic_error("a wrong number of rows");
        }
        order.end();
    });
}

void iterate_in_background(const std::string&) {
    InOrder order;
    auto stream = all().aiterator({.chunk_size = 100});
    while (const auto row = stream.anext().get()) order.take(*row);
    order.end();
}

}  // namespace

void make_tables() {
    aside::create_tables<Fixed, Note>();
    Fixed::objects.bulk_create(std::vector<Fixed>(rows));
}

Load::Load() {
    start("creates", create);
    start("creates in the background", create_in_background);
    start("writes blocks", write_block);
    start("gets", get);
    start("gets in the background", get_in_background);
    start("iterates", iterate);
    start("iterates in a block", iterate_in_block);
    start("iterates in the background", iterate_in_background);
}

void Load::start(const char* name, Work work) {
    Outcomes& outcomes = *outcomes_.emplace_back(std::make_unique<Outcomes>());
    threads_.emplace_back([this, &outcomes, name = std::string(name), work = std::move(work)] {
        run(outcomes, name, work);
    });
}

void Load::run(Outcomes& outcomes, const std::string& name, const Work& work) {
    for (int i = 0; !enough_; ++i) {
        const std::string text = name + ' ' + std::to_string(i);
        try {
            work(text);
            outcomes.written.insert(text);
            ++outcomes.good;
            continue;
        } catch (const aside::OperationalError& error) {
            if (!error.outcome_unknown()) outcomes.failed.insert(text);
            ++outcomes.bad;
        } catch (const std::exception& error) {
            outcomes.wrong.push_back(text + ": " + error.what());
            ++outcomes.bad;
        }
        std::this_thread::sleep_for(1ms);
    }
    outcomes.ended = true;
}

bool Load::each(std::atomic<int> Outcomes::*count, int more) const {
    std::vector<int> least;
    for (const auto& each : outcomes_) least.push_back(*each.*count + more);
    const auto reached = [&] {
        for (std::size_t i = 0; i < least.size(); ++i)
            if (*outcomes_[i].*count < least[i]) return false;
        return true;
    };
    return aside::testing::soon(reached, 1min);
}

bool Load::goes_on(int calls) const { return each(&Outcomes::good, calls); }

bool Load::fails() const { return each(&Outcomes::bad, 1); }

int Load::errors() const {
    int all = 0;
    for (const auto& each : outcomes_) all += each->bad;
    return all;
}

void Load::end() {
    enough_ = true;
    const auto ended = [&] {
        return std::ranges::all_of(outcomes_, [](const auto& each) { return each->ended.load(); });
    };
    if (!aside::testing::soon(ended, 1min)) {
        std::cout << "a call hangs" << std::endl;
        std::_Exit(1);
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Load::check() const {
    std::set<std::string> stored;
    for (const Note& note : Note::objects.all()) stored.insert(note.text);
    for (const auto& each : outcomes_) {
        for (const std::string& wrong : each->wrong) FAIL_CHECK(wrong);
        for (const std::string& text : each->written)
            if (text.starts_with("creates") || text.starts_with("writes"))
                CHECK_MESSAGE(stored.contains(text), text);
        for (const std::string& text : each->failed) CHECK_MESSAGE(!stored.contains(text), text);
    }
    for (const std::string& text : stored)
        if (text.starts_with("writes") && !text.ends_with("/2"))
            CHECK_MESSAGE(stored.contains(text + "/2"), text);
}

}  // namespace load
