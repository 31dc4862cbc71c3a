// Rows in chunks.
#include <limits>
#include <optional>

#include "aside/async_iterator.hpp"
#include "aside/detail/execute.hpp"
#include "aside/error.hpp"
#include "exec/fetch.hpp"
#include "exec/runner.hpp"
#include "query/compiler.hpp"

namespace aside::detail {

std::exception_ptr cancelled_iteration() {
    return std::make_exception_ptr(
        QueryCancelled("the asynchronous iterator was destroyed before this row was read"));
}

struct RowStream::State {
    State(Query rows, std::size_t chunk) : query(std::move(rows)), chunk_size(chunk) {}

    Query query;
    std::size_t chunk_size;
    bool begun = false;
    bool at_end = false;
    query::Statement statement{};  // outlives the result, which refers to its parameters
    std::optional<Lease> session{};
    std::optional<exec::Result> result{};

    void open() {
        begun = true;
        auto body = [this](Runner& runner) {
            if (query::is_empty(query, runner.dialect())) return;
            // Nobody else could use the only connection while this loop holds it, its own body
            // included.
            if (!runner.concurrent_readers()) chunk_size = std::numeric_limits<std::size_t>::max();
            statement = query::select(query, runner.dialect());
            session.emplace(runner.read());
            result.emplace((*session)->run(statement));
        };
        run_here(query.alias, body);
        advance();
    }
    /// To the row that is read next; at the end, gives the connection back.
    void advance() {
        if (!result || !result->step()) close();
    }
    void close() {
        at_end = true;
        result.reset();
        session.reset();
    }
};

RowStream::RowStream(Query query, std::size_t chunk_size)
    : state_(std::make_unique<State>(std::move(query), chunk_size)) {
    if (chunk_size == 0)
        throw NotSupportedError("aside: iterator() needs a chunk_size of at least 1");
}
RowStream::RowStream(RowStream&&) noexcept = default;
RowStream& RowStream::operator=(RowStream&&) noexcept = default;
RowStream::~RowStream() {
    if (state_) state_->close();
}

bool RowStream::next(RowSink sink) {
    State& state = *state_;
    try {
        if (!state.begun) state.open();
        std::size_t rows = 0;
        for (; rows < state.chunk_size && !state.at_end; ++rows) {
            read_row(state.result->cells(), *state.query.model, sink.append(sink.container));
            state.advance();
        }
        return rows > 0;
    } catch (...) {
        state.close();
        throw;
    }
}

void RowStream::leave_thread() const noexcept {
    if (state_->session) state_->session->leave_thread();
}

bool RowStream::at_end() const { return state_->at_end; }

}  // namespace aside::detail
