// SPDX-License-Identifier: GPL-3.0-or-later
// Several open scenarios, one of them shown. The document always holds the shown one; the others wait here with their histories.
// GUI thread only.
#pragma once

#include "document/document.h"

#include <QObject>

#include <vector>

namespace shardscape {

class Sheets : public QObject {
    Q_OBJECT
public:
    /// One sheet: what `document` holds.
    explicit Sheets(Document& document, QObject* parent = nullptr);

    [[nodiscard]] int count() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] int current() const { return m_current; }
    /// \pre 0 <= index < count()
    [[nodiscard]] const Scenario& scenario(int index) const;
    [[nodiscard]] QString filePath(int index) const;
    [[nodiscard]] bool isModified(int index) const;
    [[nodiscard]] bool anyModified() const;
    /// Title of the scenario, else the name of its file, else nothing.
    [[nodiscard]] QString title(int index) const;
    /// The sheet that shows a file; -1 = none.
    [[nodiscard]] int find(const QString& filePath) const;

    /// Opens a scenario in a sheet of its own behind the present one, and shows it.
    void add(const Scenario& scenario, const QString& filePath = {});
    /// Shows a sheet. An index outside is ignored.
    void show(int index);
    /// Forgets a sheet, saved or not; the last one cannot be closed.
    void close(int index);
    void move(int from, int to);

Q_SIGNALS:
    void changed(); ///< number, order, title or state of a sheet

private:
    Document& m_document;
    std::vector<DocumentState> m_waiting; ///< the place of the shown one is empty
    int m_current = 0;
};

} // namespace shardscape
