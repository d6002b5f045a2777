// SPDX-License-Identifier: GPL-3.0-or-later
// The explain panel: one derivation with formula, inserted values, terms as a tree that leads on, source and validity. Opens what the
// focus hub asks for and keeps a path back. GUI thread only.
#pragma once

#include "evaluate/explanations.h"
#include "shell/app_context.h"

#include <QStringList>
#include <QWidget>

class QLabel;
class QStackedWidget;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace shardscape {

class ExplainView : public QWidget {
    Q_OBJECT
public:
    explicit ExplainView(AppContext& context, QWidget* parent = nullptr);

    /// Id of the derivation that is shown; empty = none yet.
    [[nodiscard]] QString shownId() const { return m_position < 0 ? QString() : m_history[m_position]; }
    /// Everything that is shown, as plain text; empty when there is no such derivation.
    [[nodiscard]] QString text() const;

public Q_SLOTS:
    /// Shows a derivation and appends it to the path.
    void open(const QString& id);
    void goBack();
    void goForward();
    void copyText();
    void copyLatex();

private:
    QWidget* makePage();
    QWidget* makeHead();
    void refresh();
    void show(const Derivation& derivation);
    void addTerms(QTreeWidgetItem* parent, const Derivation& derivation);
    void expand(QTreeWidgetItem* item);
    [[nodiscard]] const Derivation* find(const QString& id) const;
    /// The range in which measurements of a figure lie; empty where no published figures tell.
    [[nodiscard]] QString bandOf(const QString& id) const;

    AppContext& m_context;
    QStringList m_history;
    qsizetype m_position = -1;
    mutable std::shared_ptr<const Evaluation> m_explained; ///< what m_explanations are of
    mutable Explanations m_explanations;
    QToolButton* m_back;
    QToolButton* m_forward;
    QToolButton* m_copy;
    QStackedWidget* m_stack;
    QLabel* m_empty;
    QLabel* m_name;
    QLabel* m_value;
    QLabel* m_guess;
    QLabel* m_formula;
    QLabel* m_inserted;
    QTreeWidget* m_terms;
    QLabel* m_source;
};

} // namespace shardscape
