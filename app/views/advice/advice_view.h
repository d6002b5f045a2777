// SPDX-License-Identifier: GPL-3.0-or-later
// Advice as a list: plans one or two changes away with what the model says they gain, and the field's rules of thumb with the numbers of
// this case. Enter or a double click on a plan makes it the present one, as one step of the history; a plan under the pointer or the
// keyboard is previewed in the other views. Works only while it is seen. GUI thread only.
#pragma once

#include "document/background_evaluator.h"
#include "shell/app_context.h"
#include "views/advice/advice_finder.h"

#include <QTreeWidget>

namespace shardscape {

class AdviceView : public QTreeWidget {
    Q_OBJECT
public:
    explicit AdviceView(AppContext& context, QWidget* parent = nullptr);

    /// Of the present scenario; null while it is looked for.
    [[nodiscard]] const AdviceReport* report() const { return m_report.get(); }
    /// Makes a hint's plan the present one.
    void apply(std::size_t hint);
    /// Everything the list says, as lines of tab-separated text.
    [[nodiscard]] QString asText() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void follow();
    void fill(const std::shared_ptr<const AdviceReport>& report, const QString& sentence);
    void say(const QString& sentence);
    void addHints();
    void addRules();
    void preview(const QTreeWidgetItem* item);
    [[nodiscard]] std::optional<std::size_t> hintOf(const QTreeWidgetItem* item) const;

    AppContext& m_context;
    AdviceFinder m_finder;
    BackgroundEvaluator m_previewer;
    bool m_previewing = false;
    std::shared_ptr<const AdviceReport> m_report;
    std::optional<Scenario> m_basis; ///< what the report, or the search for it, is about
};

} // namespace shardscape
