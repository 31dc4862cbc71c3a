#include "exec/database/replicated.hpp"

#include <algorithm>
#include <utility>

#include "exec/async/frame.hpp"

namespace aside::exec {

Replicated::Replicated(backend::DataSource from, std::vector<backend::DataSource> replicas,
                       const ConnectOptions& options)
    : Pooled(std::move(from), options), positions_(source()) {
    int number = 0;
    for (backend::DataSource& each : replicas) {
        each.replica = ++number;
        // A server that follows another has what that has; `features=` in its own URL is not read.
        each.dialect = &dialect();
        each.dialect_of = nullptr;
        replicas_.push_back(std::make_unique<Replica>(*this, each, positions_, options));
    }
    ++replicated_databases;
}

Replicated::~Replicated() { --replicated_databases; }

std::shared_ptr<Database> Replicated::replica(WriteTime written) noexcept {
    const auto now = WriteTime::clock::now();
    const std::size_t first = turn_.fetch_add(1, std::memory_order_relaxed);
    Replica* best = nullptr;
    int fewest = 0;
    for (std::size_t i = 0; i < replicas_.size(); ++i) {
        Replica& each = *replicas_[(first + i) % replicas_.size()];
        if (!each.watch().shows(written, now)) continue;
        const int calls = each.calls_under_way();
        if (best != nullptr && calls >= fewest) continue;
        best = &each;
        fewest = calls;
    }
    return best == nullptr ? nullptr : best->self();
}

std::vector<ReplicaStatus> Replicated::replicas() const {
    std::vector<ReplicaStatus> all;
    for (const auto& each : replicas_) all.push_back(each->status());
    return all;
}

void Replicated::stop_watching() noexcept {
    for (const auto& each : replicas_) each->stop_watching();
}

bool Replicated::used_by_this_thread() const {
    return Pooled::used_by_this_thread() || std::ranges::any_of(replicas_, [](const auto& each) {
               return each->used_by_this_thread();
           });
}

bool Replicated::set_aside() noexcept {
    bool any = Pooled::set_aside();
    for (const auto& each : replicas_) any |= each->set_aside();
    return any;
}

void Replicated::take_back() noexcept {
    Pooled::take_back();
    for (const auto& each : replicas_) each->take_back();
}

int Replicated::pooled_connections() const {
    int all = Pooled::pooled_connections();
    for (const auto& each : replicas_) all += each->pooled_connections();
    return all;
}

void Replicated::abandon_if_held_by_this_thread() noexcept {
    Pooled::abandon_if_held_by_this_thread();
    for (const auto& each : replicas_) each->abandon_if_held_by_this_thread();
}

}  // namespace aside::exec
