#pragma once
#include <string>
#include <utility>
#include <vector>

#include "exec/session/session.hpp"

namespace aside::exec {

/// A setting of the session that is other while it lives: it runs the statements that change it,
/// and those that change it back. If the latter fail, the connection is closed.
class TemporarySetting {
public:
    TemporarySetting(Session& session, const std::vector<std::string>& change,
                     std::vector<std::string> change_back)
        : session_(session), change_back_(std::move(change_back)) {
        run(change);
    }
    TemporarySetting(const TemporarySetting&) = delete;
    TemporarySetting& operator=(const TemporarySetting&) = delete;
    ~TemporarySetting() {
        const UninterruptibleScope to_its_end(session_);
        try {
            run(change_back_);
        } catch (const std::exception&) {
            session_.discard();
        }
    }

private:
    void run(const std::vector<std::string>& statements) const {
        for (const std::string& sql : statements) session_.execute(sql);
    }

    Session& session_;
    const std::vector<std::string> change_back_;
};

}  // namespace aside::exec
