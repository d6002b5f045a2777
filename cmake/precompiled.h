// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every file of the window includes, precompiled by the preset "quick"; every file still includes what it uses.
#pragma once

#include <QtWidgets>

#include <nlohmann/json.hpp>
