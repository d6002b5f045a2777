// SPDX-License-Identifier: GPL-3.0-or-later
// The scale that opens under an axis while its edge is dragged: one field a degree, illegal ones hatched, and a line that says what the
// degree under the pointer would change or why it is not possible. It only shows; the axis chips hold the drag. GUI thread only.
#pragma once

#include "shell/tokens.h"
#include "views/mesh/degree_edit.h"

#include <QWidget>

namespace shardscape {

class DegreeStrip : public QWidget {
    Q_OBJECT
public:
    explicit DegreeStrip(QWidget* parent);

    /// \param present index of the present degree; it is also the chosen one at first
    void open(std::vector<DegreeStep> steps, int present, const Tokens& tokens);
    void choose(int index);
    void setNote(const QString& note); ///< what the chosen degree would change
    [[nodiscard]] int chosen() const { return m_chosen; }
    [[nodiscard]] const std::vector<DegreeStep>& steps() const { return m_steps; }
    [[nodiscard]] QRect fieldRect(int index) const;
    [[nodiscard]] int fieldNear(int x) const; ///< the field at a horizontal position, or the nearest
    [[nodiscard]] QString line() const;       ///< the words below the scale

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<DegreeStep> m_steps;
    const Tokens* m_tokens = nullptr;
    QString m_note;
    int m_present = 0;
    int m_chosen = 0;
};

} // namespace shardscape
