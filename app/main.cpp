// SPDX-License-Identifier: GPL-3.0-or-later
// Picks the window or the command line.
#include "cli/command_line.h"
#include "shell/window/run_window.h"

#include <iostream>

int main(int argc, char** argv)
{
    using namespace shardscape;
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    const Invocation invocation = classify(arguments);
    if (!invocation.isWindow)
        return static_cast<int>(runCommandLine(arguments, {std::cin, std::cout, std::cerr}));
    if (const auto problem = whyNoWindow(invocation)) {
        printProblems(std::cerr, invocation.file.empty() ? "shardscape" : invocation.file, {*problem});
        return static_cast<int>(ExitCode::BadInput);
    }
    return runWindow(argc, argv, invocation.file);
}
