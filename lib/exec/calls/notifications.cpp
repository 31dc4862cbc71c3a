#include "aside/notifications.hpp"

#include "aside/detail/changing.hpp"
#include "aside/detail/plan.hpp"
#include "exec/database/databases.hpp"
#include "exec/database/listening.hpp"
#include "exec/database/runner.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {
namespace {

struct ToListen {
    std::string channel;
    std::shared_ptr<NotificationHandler> handler;
};

auto plan_to_listen(std::string_view alias, std::string_view channel,
                    std::shared_ptr<NotificationHandler> handler) {
    return plan(Place{.alias = std::string(alias)}, Intent::read,
                ToListen{std::string(channel), std::move(handler)},
                [](Runner& runner, ToListen& wanted) {
                    const auto listening = database(runner.alias())->listening();
                    return Subscription(listening->listen(wanted.channel, std::move(wanted.handler),
                                                          runner.interrupt().get()));
                });
}

struct ToNotify {
    std::string channel;
    std::string payload;
};

auto plan_to_notify(std::string_view channel, std::string_view payload,
                    const NotifyOptions& options) {
    return plan(object_place(options.alias), Intent::write,
                ToNotify{std::string(channel), std::string(payload)},
                [](Runner& runner, ToNotify& to) {
                    const auto statement = runner.dialect().notify(to.channel, to.payload);
                    runner.write("notify()")->execute(statement);
                });
}

}  // namespace
}  // namespace aside::exec

namespace aside::detail {

Subscription listen(std::string_view alias, std::string_view channel,
                    std::shared_ptr<NotificationHandler> handler) {
    return exec::plan_to_listen(alias, channel, std::move(handler)).run();
}
Future<Subscription> alisten(std::string_view alias, std::string_view channel,
                             std::shared_ptr<NotificationHandler> handler) {
    return exec::plan_to_listen(alias, channel, std::move(handler)).submit();
}

}  // namespace aside::detail

namespace aside {

void notify(std::string_view channel, std::string_view payload, const NotifyOptions& options) {
    exec::plan_to_notify(channel, payload, options).run();
}
Future<void> anotify(std::string_view channel, std::string_view payload,
                     const NotifyOptions& options) {
    return exec::plan_to_notify(channel, payload, options).submit();
}

}  // namespace aside
