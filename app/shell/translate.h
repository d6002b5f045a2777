// SPDX-License-Identifier: GPL-3.0-or-later
// Texts of functions outside QObject classes in the language of the window.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace shardscape {

/// What QObject::tr is to a class. The context is the one under which lupdate files the texts of free functions: their namespace.
inline QString tr(const char* text, const char* comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("shardscape", text, comment, count);
}

} // namespace shardscape
