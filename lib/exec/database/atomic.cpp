#include <exception>
#include <utility>

#include "aside/detail/changing.hpp"
#include "aside/transaction.hpp"
#include "exec/async/frame.hpp"
#include "exec/database/block.hpp"

namespace aside {

namespace {

std::shared_ptr<detail::Block> begin(const AtomicOptions& options) {
    std::shared_ptr<detail::Block> block;
    auto body = [&](detail::Runner& runner) { block = detail::Block::begin(runner, options); };
    detail::run_here({.alias = std::string(options.alias)}, body);
    return block;
}

}  // namespace

Transaction::Transaction(const AtomicOptions& options) : block_(begin(options)) {}
Transaction::~Transaction() { block_->roll_back(); }
void Transaction::commit() { block_->commit(); }

namespace detail {

AtomicBlock::AtomicBlock(const AtomicOptions& options) : block_(begin(options)) {}
AtomicBlock::AtomicBlock(Runner& runner, const AtomicOptions& options)
    : block_(Block::begin(runner, options)) {}
AtomicBlock::~AtomicBlock() { block_->roll_back(); }

void AtomicBlock::leave() { block_->commit(); }

void add_commit_hook(std::string_view alias, std::unique_ptr<Callback> hook) {
    const auto block = alias.empty() ? exec::frame().block : Block::around(alias);
    if (block)
        block->on_commit(std::move(hook));
    else
        hook->call();
}

void use_transaction(Query& query, const Transaction& transaction) {
    use_place(query, {.alias = transaction.block()->alias(),
                      .block = transaction.block(),
                      .timeout = query.place.timeout});
}

Place object_place(std::string_view alias) {
    if (!alias.empty()) return {.alias = std::string(alias)};
    const auto& block = exec::frame().block;
    return {.alias = block ? block->alias() : std::string()};
}

}  // namespace detail

}  // namespace aside
