// SPDX-License-Identifier: GPL-3.0-or-later
// The key figures of an evaluation and the bar that shows them at all times. Each figure leads to its derivation. keyFigures() is a pure
// function; the bar lives on the GUI thread.
#pragma once

#include "evaluate/evaluation.h"
#include "shell/app_context.h"
#include "views/common/explainable.h"

#include <QLocale>
#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace shardscape {

class FoldingRow;

/// How a figure's change is told.
enum class FigureMeasure : unsigned char {
    Amount, ///< in percent of what it was
    Share,  ///< in points of a hundred
    Memory, ///< in GiB, of `whole`
};

struct KeyFigure {
    QString key;                            ///< the same for the same figure of another evaluation, in any language
    QString caption;                        ///< what it is: "Step time"
    QString value;                          ///< with its unit: "5.13 s"
    QString range = {};                     ///< where eight of ten measurements lie: "4.9–5.5"; empty = no published figures to tell
    QString help;                           ///< a sentence for tool tip and screen reader
    QString derivation;                     ///< id; empty = the figure is a name
    std::optional<FitVerdict> verdict = {}; ///< for the memory figure: decides icon and color
    std::optional<int> link = {};           ///< for the busiest link: what a click pins
    double number = 0;                      ///< the value without unit, for comparing
    FigureMeasure measure = FigureMeasure::Amount;
    bool moreIsBetter = true;
    double whole = 0; ///< Memory: that of the GPU
};

[[nodiscard]] std::vector<KeyFigure> keyFigures(const Evaluation& evaluation, const QLocale& locale = QLocale());

class KeyFigureBar : public QWidget, public Explainable {
    Q_OBJECT
public:
    explicit KeyFigureBar(AppContext& context, QWidget* parent = nullptr);

    /// Derivation of the figure that has the keyboard focus; empty when none has.
    [[nodiscard]] QString figureAtFocus() const override;
    [[nodiscard]] const std::vector<KeyFigure>& figures() const { return m_figures; }
    [[nodiscard]] const std::vector<QToolButton*>& buttons() const { return m_buttons; }
    [[nodiscard]] QString stateText() const;
    /// Changes are told against these figures from now on; null = against the state before the last edit.
    /// \param name of the state in words: "the baseline “tp 8”"
    void setBaseline(const Evaluation* baseline, const QString& name = QString());
    /// The change shown with a figure; empty = none.
    [[nodiscard]] QString deltaText(std::size_t index) const;

private:
    void takeEvaluation();
    void forget();
    void showDelta(std::size_t index);
    void refresh();
    void showState();
    void setButtonCount(std::size_t count);
    void explain(std::size_t index);

    AppContext& m_context;
    std::vector<KeyFigure> m_figures;  ///< shown: of a gesture's preview while there is one
    std::vector<KeyFigure> m_settled;  ///< of the document's evaluation
    std::vector<KeyFigure> m_before;   ///< those before the last edit
    std::vector<KeyFigure> m_baseline; ///< pinned; empty = none
    QString m_baselineName;
    int m_step = 0; ///< of the history that m_settled belong to
    std::vector<QToolButton*> m_buttons;
    FoldingRow* m_row;
    QLabel* m_state;
};

} // namespace shardscape
