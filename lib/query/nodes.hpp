#pragma once
// Ways through an expression's nodes.
#include "aside/detail/expr.hpp"

namespace aside::query {

using Node = detail::ExprNode;

/// Some nodes' subtrees, one after the other: `for (const Node& child : children(node))`.
class Nodes {
public:
    class Iterator {
    public:
        explicit Iterator(const Node* node) : node_(node) {}
        [[nodiscard]] const Node* node() const { return node_; }
        const Node& operator*() const { return *node_; }
        Iterator& operator++() {
            node_ += node_->size;
            return *this;
        }
        friend bool operator==(Iterator, Iterator) = default;

    private:
        const Node* node_;
    };

    Nodes(const Node* begin, const Node* end) : begin_(begin), end_(end) {}
    explicit Nodes(const detail::Expr& expr) : Nodes(expr.data(), expr.data() + expr.size()) {}

    [[nodiscard]] Iterator begin() const { return Iterator(begin_); }
    [[nodiscard]] Iterator end() const { return Iterator(end_); }
    [[nodiscard]] bool empty() const { return begin_ == end_; }
    [[nodiscard]] const Node& front() const { return *begin_; }
    /// All of these nodes but the first.
    [[nodiscard]] Nodes rest() const { return {begin_ + begin_->size, end_}; }

private:
    const Node* begin_;
    const Node* end_;
};

[[nodiscard]] inline Nodes children(const Node& node) { return {&node + 1, &node + node.size}; }

}  // namespace aside::query
