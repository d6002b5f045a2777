// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/version.h"

#include "shardscape_commit.h" // written by cmake/write_commit.cmake at every build, changed only when the commit changes

namespace shardscape {

std::string_view programVersion()
{
    return SHARDSCAPE_VERSION;
}

std::string versionWithCommit()
{
    std::string version{programVersion()};
    if (constexpr std::string_view commit{SHARDSCAPE_COMMIT}; !commit.empty())
        version.append(" (").append(commit).append(")");
    return version;
}

} // namespace shardscape
