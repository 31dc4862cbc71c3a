#include "sql/postgresql/notifications.hpp"

#include <cstddef>
#include <string>

#include "aside/error.hpp"
#include "aside/value.hpp"
#include "model/unstorable.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::sql::postgresql {
namespace {

/// LISTEN cuts a longer name without an error, and then hears of another channel.
constexpr std::size_t longest_channel = 63;
/// The most bytes that fit into a page of the server's queue.
constexpr std::size_t longest_payload = 7999;

}  // namespace

void require_channel(std::string_view channel) {
    if (channel.empty())
        throw DataError("a channel of notifications has a name, and this is empty");
    if (channel.size() > longest_channel)
        throw DataError("PostgreSQL takes names of channels of at most " +
                        std::to_string(longest_channel) + " bytes, and \"" + std::string(channel) +
                        "\" has " + std::to_string(channel.size()));
    try {
        require_stored(SqlValue(channel));
    } catch (const model::Unstorable& error) {
        throw DataError(std::string("the name of a channel: ") + error.what());
    }
}

void require_payload(std::string_view payload) {
    if (payload.size() > longest_payload)
        throw DataError("PostgreSQL sends at most " + std::to_string(longest_payload) +
                        " bytes along with a notification, and these are " +
                        std::to_string(payload.size()) +
                        ": store them in a row, and notify of its key");
}

}  // namespace aside::sql::postgresql
