#include "sql/words.hpp"

#include "model/ascii.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {
namespace {

bool in_word(char c) { return model::is_of_name(c) || c == '$'; }

}  // namespace

std::string Words::next() {
    while (at_ < sql_.size()) {
        const std::size_t begin = at_;
        const bool comment = sql_.substr(at_, 2) == "--" || sql_.substr(at_, 2) == "/*";
        at_ = dialect_.end_of_quoted(sql_, at_);
        if (at_ != begin && !comment) return "'";
        if (at_ != begin) continue;
        const char c = sql_[at_++];
        if (model::is_blank(c)) continue;
        std::string word(1, model::upper(c));
        while (in_word(c) && at_ < sql_.size() && in_word(sql_[at_]))
            word += model::upper(sql_[at_++]);
        return word;
    }
    return {};
}

}  // namespace aside::sql
