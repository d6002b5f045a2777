// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/explain_view.h"

#include "derivation/expression.h"
#include "derivation/latex.h"
#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/resources.h"
#include "shell/text_color.h"
#include "shell/theme_manager.h"
#include "views/explain/explain_text.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace shardscape {

namespace {

constexpr int idRole = Qt::UserRole; ///< of column 0: the derivation a term leads to

QLabel* wrappingLabel(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setAccessibleName(name);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QToolButton* iconButton(const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(name);
    return button;
}

} // namespace

ExplainView::ExplainView(AppContext& context, QWidget* parent) : QWidget{parent}, m_context{context}
{
    setObjectName(QStringLiteral("explainView"));
    setAccessibleName(tr("Explanation of a figure"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 8);
    layout->addWidget(makeHead());
    m_stack = new QStackedWidget(this);
    m_empty = wrappingLabel(tr("What to do"), m_stack);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(makePage());
    layout->addWidget(m_stack, 1);

    connect(&context.focus, &FocusHub::explainRequested, this, &ExplainView::open);
    connect(&context.document, &Document::evaluationChanged, this, &ExplainView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, &ExplainView::refresh);
    refresh();
}

QWidget* ExplainView::makeHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    m_back = iconButton(tr("Back to the figure before"), head);
    m_forward = iconButton(tr("Forward"), head);
    m_copy = iconButton(tr("Copy the explanation as text"), head);
    m_name = wrappingLabel(tr("Figure"), head);
    QFont bold = font();
    bold.setBold(true);
    m_name->setFont(bold);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addWidget(m_name, 1);
    layout->addWidget(m_copy);
    connect(m_back, &QToolButton::clicked, this, &ExplainView::goBack);
    connect(m_forward, &QToolButton::clicked, this, &ExplainView::goForward);
    connect(m_copy, &QToolButton::clicked, this, &ExplainView::copyText);
    auto* menu = new QMenu(m_copy);
    menu->addAction(tr("Copy as &text"), this, &ExplainView::copyText);
    menu->addAction(tr("Copy as &LaTeX"), this, &ExplainView::copyLatex);
    m_copy->setMenu(menu);
    m_copy->setPopupMode(QToolButton::MenuButtonPopup); // a click copies text, the arrow offers both
    return head;
}

QWidget* ExplainView::makePage()
{
    auto* page = new QWidget(m_stack);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    m_value = wrappingLabel(tr("Value"), page);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    m_value->setFont(large);
    m_guess = wrappingLabel(tr("Certainty"), page);
    m_formula = wrappingLabel(tr("Formula"), page);
    m_inserted = wrappingLabel(tr("Formula with values"), page);
    m_formula->setFont(formulaFont(font()));
    m_inserted->setFont(formulaFont(font()));
    m_terms = new QTreeWidget(page);
    m_terms->setAccessibleName(tr("Terms of the formula"));
    m_terms->setHeaderLabels({tr("Term"), tr("Value"), tr("Meaning")});
    m_terms->setAlternatingRowColors(true);
    m_terms->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_terms->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_terms->setWordWrap(true);
    m_source = wrappingLabel(tr("Source and validity"), page);
    for (QWidget* widget : {static_cast<QWidget*>(m_value), static_cast<QWidget*>(m_guess), static_cast<QWidget*>(m_formula),
                            static_cast<QWidget*>(m_inserted)})
        layout->addWidget(widget);
    layout->addWidget(m_terms, 1);
    layout->addWidget(m_source);
    connect(m_terms, &QTreeWidget::itemExpanded, this, &ExplainView::expand);
    connect(m_terms, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        if (const QString id = item->data(0, idRole).toString(); !id.isEmpty())
            m_context.focus.explain(id);
    });
    return page;
}

const Derivation* ExplainView::find(const QString& id) const
{
    const auto evaluation = m_context.document.evaluation();
    if (evaluation != m_explained) {
        m_explained = evaluation;
        m_explanations = Explanations(evaluation);
    }
    return m_explanations.find(id.toStdString());
}

QString ExplainView::text() const
{
    const Derivation* derivation = find(shownId());
    if (!derivation)
        return {};
    const QString band = bandOf(shownId());
    return explainText(*derivation) + (band.isEmpty() ? QString() : tr("Band: %1\n").arg(band));
}

QString ExplainView::bandOf(const QString& id) const
{
    const Derivation* low = find(id + QStringLiteral("/low"));
    const Derivation* high = find(id + QStringLiteral("/high"));
    return low && high ? bandText(*low, *high) : QString();
}

void ExplainView::open(const QString& id)
{
    if (id != shownId()) {
        m_history.resize(m_position + 1);
        m_history.append(id);
        m_position = m_history.size() - 1;
    }
    refresh();
}

void ExplainView::goBack()
{
    m_position = std::max<qsizetype>(m_position - 1, m_history.isEmpty() ? -1 : 0);
    refresh();
}

void ExplainView::goForward()
{
    m_position = std::min(m_position + 1, m_history.size() - 1);
    refresh();
}

void ExplainView::copyLatex()
{
    if (const Derivation* derivation = find(shownId()))
        QApplication::clipboard()->setText(
            QString::fromStdString(derivationToLatex(*derivation, valueText(derivation->value, derivation->unit).toStdString())));
}

void ExplainView::copyText() { QApplication::clipboard()->setText(text()); }

void ExplainView::refresh()
{
    const Tokens& tokens = m_context.theme.tokens();
    m_back->setIcon(themedIcon(QStringLiteral("back"), tokens));
    m_forward->setIcon(themedIcon(QStringLiteral("forward"), tokens));
    m_copy->setIcon(themedIcon(QStringLiteral("copy"), tokens));
    m_back->setEnabled(m_position > 0);
    m_forward->setEnabled(m_position + 1 < m_history.size());
    const Derivation* derivation = find(shownId());
    m_copy->setEnabled(derivation != nullptr);
    m_stack->setCurrentIndex(derivation ? 1 : 0);
    if (derivation) {
        show(*derivation);
        return;
    }
    m_name->setText(tr("How a number came about"));
    m_empty->setText(shownId().isEmpty()
                         ? tr("Click a figure, or go to it and press F1, to see its formula, the values that were put in, and its source.")
                         : tr("The present evaluation does not contain the figure “%1”.").arg(shownId()));
}

void ExplainView::show(const Derivation& derivation)
{
    m_name->setText(QString::fromStdString(derivation.name));
    m_value->setText(valueText(derivation.value, derivation.unit));
    m_guess->setVisible(derivation.guess);
    m_guess->setText(tr("⚠ A guess: rests on a constant that nobody has published or measured."));
    setTextColor(*m_guess, m_context.theme.tokens().warning);
    m_formula->setText(tr("= %1").arg(formulaText(derivation.formula)));
    m_inserted->setText(tr("= %1").arg(formulaText(insertValues(derivation.formula, derivation.terms))));
    m_inserted->setVisible(!derivation.terms.empty());
    m_terms->clear();
    addTerms(m_terms->invisibleRootItem(), derivation);
    m_terms->setVisible(!derivation.terms.empty());
    QStringList source;
    if (const QString band = bandOf(QString::fromStdString(derivation.id)); !band.isEmpty())
        source << tr("Band: %1").arg(band);
    if (!derivation.source.empty())
        source << tr("Source: %1").arg(QString::fromStdString(derivation.source));
    if (!derivation.validity.empty())
        source << tr("Valid: %1").arg(QString::fromStdString(derivation.validity));
    m_source->setText(source.join(QLatin1Char('\n')));
}

void ExplainView::addTerms(QTreeWidgetItem* parent, const Derivation& derivation)
{
    for (const Term& term : derivation.terms) {
        const Derivation* next = find(QString::fromStdString(term.from));
        const QString meaning = QString::fromStdString(term.meaning.empty() && next ? next->name : term.meaning);
        auto* item = new QTreeWidgetItem(parent, {QString::fromStdString(term.symbol), valueText(term.value, term.unit), meaning});
        item->setToolTip(2, meaning);
        if (!next)
            continue;
        item->setData(0, idRole, QString::fromStdString(term.from));
        item->setToolTip(0, tr("Opens “%1”").arg(QString::fromStdString(next->name)));
        item->setChildIndicatorPolicy(QTreeWidgetItem::ShowIndicator);
        QFont link = m_terms->font();
        link.setUnderline(true);
        item->setFont(0, link);
    }
}

void ExplainView::expand(QTreeWidgetItem* item)
{
    const Derivation* derivation = find(item->data(0, idRole).toString());
    if (derivation && item->childCount() == 0) // filled on demand: the graph of derivations can be large
        addTerms(item, *derivation);
}

} // namespace shardscape
