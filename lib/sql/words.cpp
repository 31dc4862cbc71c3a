#include "sql/words.hpp"

#include "sql/dialect.hpp"

namespace aside::sql {
namespace {

char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool in_word(char c) {
    return (c >= '0' && c <= '9') || (capital(c) >= 'A' && capital(c) <= 'Z') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

std::string Words::next() {
    while (at_ < sql_.size()) {
        const std::size_t begin = at_;
        const bool comment = sql_.substr(at_, 2) == "--" || sql_.substr(at_, 2) == "/*";
        at_ = dialect_.end_of_quoted(sql_, at_);
        if (at_ != begin && !comment) return "'";
        if (at_ != begin) continue;
        const char c = sql_[at_++];
        if (is_blank(c)) continue;
        std::string word(1, capital(c));
        while (in_word(c) && at_ < sql_.size() && in_word(sql_[at_])) word += capital(sql_[at_++]);
        return word;
    }
    return {};
}

}  // namespace aside::sql
