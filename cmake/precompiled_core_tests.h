// SPDX-License-Identifier: GPL-3.0-or-later
// The same for tests of the core.
#pragma once

#include <QtTest>

#include <nlohmann/json.hpp>
