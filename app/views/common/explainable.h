// SPDX-License-Identifier: GPL-3.0-or-later
// A widget that shows figures and knows which one the keyboard is at, so that F1 can open its derivation.
#pragma once

#include <QString>

namespace shardscape {

class Explainable {
public:
    virtual ~Explainable() = default;
    /// Id of the derivation of the figure under the keyboard cursor, else under the pointer; empty = none.
    [[nodiscard]] virtual QString figureAtFocus() const = 0;

protected:
    Explainable() = default;
    Explainable(const Explainable&) = default;
    Explainable& operator=(const Explainable&) = default;
};

} // namespace shardscape
