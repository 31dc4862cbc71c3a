// A server that answers with the stock of what it is asked for, a line each, and some clients of
// it: all of them on one thread, which waits for the network only. The database works elsewhere.
#include <aside/aside.hpp>
#include <aside/asio.hpp>
#include <asio/buffer.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/read_until.hpp>
#include <asio/write.hpp>
#include <cstdlib>
#include <iostream>
#include <string>

namespace shop {
using namespace aside::literals;
using asio::ip::tcp;

struct Item : aside::Model<Item> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t stock = 0;

    static constexpr auto meta = aside::meta("name"_f.max_length(40).unique());
};

asio::awaitable<std::string> read_line(tcp::socket& socket, std::string& buffer) {
    const auto length = co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), '\n',
                                                        asio::use_awaitable);
    std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    co_return line;
}

asio::awaitable<void> write(tcp::socket& socket, std::string line) {
    line += '\n';
    co_await asio::async_write(socket, asio::buffer(line), asio::use_awaitable);
}

asio::awaitable<void> answer(tcp::socket socket, std::thread::id loop) {
    std::string buffer;
    const std::string name = co_await read_line(socket, buffer);
    const auto item = co_await aside::on_asio(Item::objects.filter("name"_f = name).afirst());
    if (std::this_thread::get_id() != loop) std::abort();  // results come to the loop's thread
    std::string stock = item ? std::to_string(item->stock) : "unknown";
    co_await write(socket, std::move(stock));
}

asio::awaitable<void> serve(tcp::acceptor& acceptor, int connections) {
    for (int i = 0; i < connections; ++i) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        asio::co_spawn(acceptor.get_executor(),
                       answer(std::move(socket), std::this_thread::get_id()), asio::detached);
    }
}

asio::awaitable<void> ask(tcp::endpoint server, const std::string& name) {
    tcp::socket socket(co_await asio::this_coro::executor);
    co_await socket.async_connect(server, asio::use_awaitable);
    co_await write(socket, name);
    std::string buffer;
    const std::string stock = co_await read_line(socket, buffer);
    std::cout << name << ": " << stock << "\n";
}

asio::awaitable<void> ask_for_all(tcp::endpoint server) {
    const std::string names[] = {"lamp", "chair", "sofa"};
    for (const auto& name : names) co_await ask(server, name);
}

void run() {
    aside::connect("sqlite::memory:");
    aside::create_tables<Item>();
    Item::objects.bulk_create(
        {Item{.name = "lamp", .stock = 3}, Item{.name = "chair", .stock = 12}});

    const aside::EventLoopGuard guard;  // from here on this thread must not block
    asio::io_context context;
    tcp::acceptor acceptor(context, {asio::ip::address_v4::loopback(), 0});
    const auto fail = [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    };
    asio::co_spawn(context, serve(acceptor, 3), fail);
    asio::co_spawn(context, ask_for_all(acceptor.local_endpoint()), fail);
    context.run();
}

}  // namespace shop

int main() {
    try {
        shop::run();
    } catch (const std::exception& error) {
        std::cerr << "asio: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
