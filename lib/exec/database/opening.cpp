#include "exec/database/opening.hpp"

#include <utility>

#include "aside/database.hpp"
#include "aside/error.hpp"
#include "exec/async/frame.hpp"

namespace aside::exec {

void Opening::call(const ConnectHook& hook, Session& session, const Interrupt* interrupt) {
    Opening opening(session, interrupt);
    const BlockScope outside_of_blocks(nullptr);
    const OpeningScope scope(opening);
    hook(Connection(session.alias()));
    if (session.in_transaction())
        throw TransactionManagementError("on_connect of the database \"" + session.alias() +
                                         "\" has left a transaction open");
}

Opening* Opening::of(std::string_view alias) noexcept {
    Opening* const opening = frame().opening;
    if (opening == nullptr) return nullptr;
    return opening->alias() == (alias.empty() ? "default" : alias) ? opening : nullptr;
}

Lease Opening::lease() { return share(); }

std::shared_ptr<const Interrupt> Opening::interrupt() const {
    return {std::shared_ptr<void>(), interrupt_};
}

}  // namespace aside::exec
