// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input_output.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <iterator>
#include <ostream>

namespace shardscape {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largestInput = 64u << 20; // as the JSON reader's limit

tl::unexpected<Problems> refused(std::string code, std::string message, std::string hint)
{
    return failure(Problem{Severity::Error, std::move(code), "", std::move(message), std::move(hint)});
}

tl::unexpected<Problems> tooLarge()
{
    return refused("too-large", "more than " + std::to_string(largestInput) + " bytes", "this is no file that the program can use");
}

Result<std::string> readAll(std::istream& in)
{
    std::string bytes;
    char block[65536];
    while (in.read(block, sizeof block), in.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > largestInput)
            return tooLarge();
    }
    if (in.bad())
        return refused("unreadable", "reading failed half-way", "is the device still there?");
    return bytes;
}

} // namespace

Result<std::string> readInput(const std::string& file, std::istream& in)
{
    if (file == "-")
        return readAll(in);
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found)
        return refused("no-such-file", "there is no such file", "check the name and the folder");
    if (error)
        return refused("unreadable", "the file cannot be looked at: " + error.message(), "check the permissions of its folder");
    if (fs::is_directory(status))
        return refused("is-a-folder", "this is a folder", "name a file in it");
    if (fs::is_regular_file(status) && fs::file_size(file, error) > largestInput)
        return tooLarge();
    errno = 0;
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        return refused("unreadable", std::string{"the file cannot be opened: "} + std::strerror(errno), "check its permissions");
    return readAll(stream);
}

Result<void> writeOutput(const std::string& file, const std::string& bytes, std::ostream& out)
{
    if (file == "-") {
        out << bytes << std::flush;
        if (!out)
            return refused("unwritable", "standard output cannot be written", "is the device full, or the reader gone?");
        return {};
    }
    const std::string part = file + ".part";
    std::error_code ignored;
    errno = 0;
    {
        std::ofstream stream{part, std::ios::binary | std::ios::trunc};
        stream << bytes << std::flush;
        if (!stream) {
            const std::string reason = std::strerror(errno);
            stream.close();
            fs::remove(part, ignored);
            return refused("unwritable", "the file cannot be written: " + reason,
                           "check the folder, its permissions and the room on the disk");
        }
    }
    std::error_code error;
    fs::rename(part, file, error);
    if (error) {
        fs::remove(part, ignored);
        return refused("unwritable", "the file cannot be replaced: " + error.message(), "check whether the name is that of a folder");
    }
    return {};
}

} // namespace shardscape
