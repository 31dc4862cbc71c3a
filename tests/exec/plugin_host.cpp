// plugin_host LIBRARY FUNCTION [close]: a program that knows nothing of the library which it opens,
// whose function it calls. Ends with 0, or as that function says.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
    if (argc < 3) return 1;
    void* library = dlopen(argv[1], RTLD_NOW);
    void* function = library == nullptr ? nullptr : dlsym(library, argv[2]);
    if (function == nullptr) {
        std::fprintf(stderr, "%s\n", dlerror());
        return 1;
    }
    reinterpret_cast<void (*)()>(function)();
    if (std::string_view(argv[2]) == "exit_in_background") sleep(10);
    if (argc > 3) dlclose(library);
    return 0;
}
