// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the program has to say about the scenario: problems that stop it and remarks about a plan that runs, worst first. A row
// leads to its field. GUI thread only.
#pragma once

#include "shell/app_context.h"
#include "units/result.h"

#include <QTreeWidget>

namespace shardscape {

class DiagnosticsView : public QTreeWidget {
    Q_OBJECT
public:
    explicit DiagnosticsView(AppContext& context, QWidget* parent = nullptr);

    /// "2 errors, 1 warning", or that there is nothing to say.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] int count(Severity severity) const;

Q_SIGNALS:
    void fieldRequested(const QString& path);
    void summaryChanged();

private:
    void refresh();

    AppContext& m_context;
    Problems m_shown;
};

} // namespace shardscape
