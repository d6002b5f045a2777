// SPDX-License-Identifier: GPL-3.0-or-later
// Which program this is.
#pragma once

#include <string>
#include <string_view>

namespace shardscape {

/// The version of the project, such as "0.1.0"; ends with a zero.
[[nodiscard]] std::string_view programVersion();

/// With the commit it was built from, "0.1.0 (4dba025)"; "0.1.0" where the sources were no git checkout. A changed checkout ends with "+".
[[nodiscard]] std::string versionWithCommit();

} // namespace shardscape
