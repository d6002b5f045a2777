// SPDX-License-Identifier: GPL-3.0-or-later
// The key figures of an evaluation and the bar that shows them at all times. Each figure leads to its derivation. keyFigures() is a pure
// function; the bar lives on the GUI thread.
#pragma once

#include "evaluate/evaluation.h"
#include "shell/app_context.h"

#include <QLocale>
#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace shardscape {

struct KeyFigure {
    QString caption;                        ///< what it is: "Step time"
    QString value;                          ///< with its unit: "5.13 s"
    QString range = {};                     ///< where eight of ten measurements lie: "4.9–5.5"; empty = no published figures to tell
    QString help;                           ///< a sentence for tool tip and screen reader
    QString derivation;                     ///< id; empty = the figure is a name
    std::optional<FitVerdict> verdict = {}; ///< for the memory figure: decides icon and color
    std::optional<int> link = {};           ///< for the busiest link: what a click pins
};

[[nodiscard]] std::vector<KeyFigure> keyFigures(const Evaluation& evaluation, const QLocale& locale = QLocale());

class KeyFigureBar : public QWidget {
    Q_OBJECT
public:
    explicit KeyFigureBar(AppContext& context, QWidget* parent = nullptr);

    /// Derivation of the figure that has the keyboard focus; empty when none has.
    [[nodiscard]] QString focusedDerivation() const;
    [[nodiscard]] const std::vector<KeyFigure>& figures() const { return m_figures; }
    [[nodiscard]] const std::vector<QToolButton*>& buttons() const { return m_buttons; }
    [[nodiscard]] QString stateText() const;

private:
    void refresh();
    void showState();
    void setButtonCount(std::size_t count);
    void explain(std::size_t index);

    AppContext& m_context;
    std::vector<KeyFigure> m_figures;
    std::vector<QToolButton*> m_buttons;
    QHBoxLayout* m_layout;
    QLabel* m_state;
};

} // namespace shardscape
