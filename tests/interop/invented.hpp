#pragma once
#include <functional>
#include <string>

namespace interop {

/// Prints what every query gives that is described in a file, in the file's order.
void invented(const std::string& file);

/// What a query gives or throws, and the statements that it took: an object of JSON, still open.
std::string answered(const std::function<std::string()>& ask);

}  // namespace interop
