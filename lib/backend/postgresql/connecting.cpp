#include "backend/postgresql/connecting.hpp"

#include <string>
#include <vector>

#include "aside/error.hpp"

namespace aside::backend::postgresql {
namespace {

void ignore_notice(void*, const PGresult*) {}

std::vector<const char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    pointers.push_back(nullptr);
    return pointers;
}

NativeConnection connect_by(decltype(&PQconnectdbParams) function, const Url& url,
                            std::chrono::milliseconds timeout) {
    const auto settings = url.settings(timeout);
    const auto keywords = pointers_to(settings.keywords);
    const auto values = pointers_to(settings.values);
    constexpr int database_name_may_be_url = 1;
    NativeConnection connection(function(keywords.data(), values.data(), database_name_may_be_url));
    if (connection == nullptr) throw_not_connected(url, nullptr);
    PQsetNoticeReceiver(connection.get(), ignore_notice, nullptr);
    return connection;
}

}  // namespace

NativeConnection connect(const Url& url, std::chrono::milliseconds timeout) {
    return connect_by(PQconnectdbParams, url, timeout);
}

NativeConnection begin_to_connect(const Url& url, std::chrono::milliseconds timeout) {
    return connect_by(PQconnectStartParams, url, timeout);
}

void throw_not_connected(const Url& url, const PGconn* connection) {
    std::string why = connection == nullptr ? "there is no memory" : PQerrorMessage(connection);
    while (!why.empty() && why.back() == '\n') why.pop_back();
    std::string cure;
    if (why.find("unsupported startup parameter") != why.npos)
        cure = "; a pooler that refuses options wants prepare=off in the URL";
    throw OperationalError(DatabaseErrorInfo{
        .message = "cannot connect to \"" + url.text + "\": " + url.without_secrets(why) + cure,
        .sqlstate = "08001"});
}

}  // namespace aside::backend::postgresql
