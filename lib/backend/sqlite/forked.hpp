#pragma once

namespace aside::backend::sqlite {

/// From here on a child that `fork` makes can open files that this process has open: in the child,
/// SQLite forgets the parent's locks. Called once, before the first connection.
void prepare_for_fork();

}  // namespace aside::backend::sqlite
