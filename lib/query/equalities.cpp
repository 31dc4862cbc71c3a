#include "query/equalities.hpp"

#include <iterator>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "query/nodes.hpp"

namespace aside::query {

namespace {

using detail::Expr;
using detail::ExprKind;
using detail::Lookup;

/// How many alternatives of one path make a list worth while.
constexpr std::size_t enough_alternatives = 50;

/// Whether a node says that a path equals a value other than NULL. NULL cannot be one of the values
/// of a list.
bool is_equality(const Node& node) {
    return node.kind == ExprKind::lookup && node.op == static_cast<unsigned char>(Lookup::exact) &&
           node.size == 3 && (&node)[1].kind == ExprKind::path &&
           (&node)[2].kind == ExprKind::value && !(&node)[2].value.is_null();
}

/// Copies conditions. In a long list of alternatives, those that compare one path become one `in`.
class Merger {
public:
    explicit Merger(Expr& merged) : merged_(merged) {}

    void copy(const Node& node) {
        switch (node.kind) {
            case ExprKind::all_of:
            case ExprKind::odd_of:
            case ExprKind::negation:
            case ExprKind::filter:
            case ExprKind::any_of:
                return copy_operator(node);
            default:
                merged_.insert(merged_.end(), &node, &node + node.size);
        }
    }

private:
    using Equalities = std::map<std::string_view, std::vector<const Node*>>;

    void copy_operator(const Node& node) {
        const std::size_t begin = merged_.size();
        merged_.push_back(node);
        if (node.kind == ExprKind::any_of)
            copy_alternatives(node);
        else
            for (const Node& child : children(node)) copy(child);
        const std::size_t size = merged_.size() - begin;
        merged_[begin].size = static_cast<std::uint32_t>(size);
        // All alternatives have become this one list, so that the OR around it is left out.
        if (node.kind == ExprKind::any_of && merged_[begin + 1].size == size - 1)
            merged_.erase(std::next(merged_.begin(), static_cast<std::ptrdiff_t>(begin)));
    }
    void copy_alternatives(const Node& node) {
        Equalities equalities;
        for (const Node& child : children(node))
            if (is_equality(child)) equalities[(&child)[1].path()].push_back(&child);
        std::erase_if(equalities,
                      [](const auto& each) { return each.second.size() < enough_alternatives; });
        for (const Node& child : children(node))
            if (!is_equality(child) || !equalities.contains((&child)[1].path())) copy(child);
        for (const auto& [path, each] : equalities) write_in(each);
    }
    void write_in(const std::vector<const Node*>& equalities) {
        const std::size_t begin = merged_.size();
        merged_.push_back(*equalities.front());
        merged_.back().op = static_cast<unsigned char>(Lookup::in);
        merged_.push_back(equalities.front()[1]);
        for (const Node* equality : equalities) merged_.push_back(equality[2]);
        merged_[begin].size = static_cast<std::uint32_t>(merged_.size() - begin);
    }

    Expr& merged_;
};

}  // namespace

void merge_equalities(Expr& expr, std::size_t begin) {
    Expr merged;
    Merger merger(merged);
    for (const Node& node : Nodes(expr.data() + begin, expr.data() + expr.size()))
        merger.copy(node);
    expr.resize(begin);
    expr.insert(expr.end(), std::make_move_iterator(merged.begin()),
                std::make_move_iterator(merged.end()));
}

}  // namespace aside::query
