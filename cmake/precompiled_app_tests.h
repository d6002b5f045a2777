// SPDX-License-Identifier: GPL-3.0-or-later
// The same for tests of the window.
#pragma once

#include "precompiled.h"

#include <QtTest>
