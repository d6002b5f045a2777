// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the program has to say about the scenario: problems that stop it and remarks about a plan that runs, worst first. A row
// leads to its field; under it stands the fix that the model itself found, if there is one, as a button with what it gains. A fix is one
// step of the history. GUI thread only.
#pragma once

#include "document/latest_search.h"
#include "evaluate/fixes.h"
#include "shell/app_context.h"
#include "units/result.h"

#include <QTreeWidget>

#include <optional>

namespace shardscape {

class DiagnosticsView : public QTreeWidget {
    Q_OBJECT
public:
    /// Registers "diagnostics.fix".
    explicit DiagnosticsView(AppContext& context, QWidget* parent = nullptr);

    /// "2 errors, 1 warning", or that there is nothing to say.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] int count(Severity severity) const;
    /// Of the problems shown; empty while they are being looked for.
    [[nodiscard]] const std::vector<Fix>& fixes() const { return m_fixes; }

Q_SIGNALS:
    void fieldRequested(const QString& path);
    void summaryChanged();
    /// The fix command was used while the list was hidden: it should be shown first.
    void showRequested();

private:
    void refresh();
    void addRow(std::size_t problem);
    void searchFixes();
    void showFixes(std::vector<Fix> fixes);
    void addFixRow(std::size_t fix);
    void apply(std::size_t fix);
    void applyCurrent();
    void activate(const QTreeWidgetItem& item);
    [[nodiscard]] QTreeWidgetItem* rowOf(std::size_t problem) const;

    AppContext& m_context;
    Problems m_shown;                ///< as the evaluation lists them; the rows are sorted
    std::optional<Scenario> m_basis; ///< what the fixes change
    std::vector<Fix> m_fixes;
    LatestSearch<std::vector<Fix>> m_search;
};

} // namespace shardscape
