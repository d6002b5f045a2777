// SPDX-License-Identifier: GPL-3.0-or-later
// The decision tree: questions with their two branches, of which the open scenario lights up one way from the root to an advice. A tree
// widget, so keys and screen readers work as everywhere. GUI thread only.
#pragma once

#include "lesson/lesson.h"
#include "shell/tokens.h"

#include <QTreeWidget>

namespace shardscape {

class DecisionTree : public QTreeWidget {
    Q_OBJECT
public:
    explicit DecisionTree(QWidget* parent = nullptr);

    void setTree(const std::vector<DecisionNode>& nodes);
    /// Marks the nodes of a way, by index; the rest is muted.
    void light(const std::vector<int>& way, const Tokens& tokens);
    /// The advice that is lit; empty without one.
    [[nodiscard]] QString advice() const { return m_advice; }

private:
    std::vector<QTreeWidgetItem*> m_items; ///< by node
    QString m_advice;
};

} // namespace shardscape
