#include "exec/database/open_database.hpp"

#include <utility>

#include "exec/database/one_writer.hpp"
#include "exec/database/pooled.hpp"
#include "exec/database/replicated.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

std::unique_ptr<Database> open_database(backend::DataSource source,
                                        std::vector<backend::DataSource> replicas,
                                        const ConnectOptions& options) {
    if (!replicas.empty())
        return std::make_unique<Replicated>(std::move(source), std::move(replicas), options);
    if (source.single_connection)
        return std::make_unique<OneConnection>(std::move(source), options);
    if (source.dialect->features().one_writer && !source.read_only)
        return std::make_unique<OneWriter>(std::move(source), options);
    return std::make_unique<Pooled>(std::move(source), options);
}

}  // namespace aside::exec
