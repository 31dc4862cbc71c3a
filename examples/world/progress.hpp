#pragma once
#include <cstddef>
#include <string>

namespace world {

/// One line on standard output that fills while work is done, and stays when it ends. Where the
/// output is no terminal, only the finished line is written. For one thread.
class ProgressBar {
public:
    ProgressBar(std::string label, std::size_t total);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();
    void advance(std::size_t by);

private:
    void draw() const;

    std::string label_;
    std::size_t total_;
    std::size_t done_ = 0;
    bool terminal_;
};

}  // namespace world
