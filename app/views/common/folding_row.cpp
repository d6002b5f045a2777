// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/folding_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace shardscape {

namespace {

constexpr int leastWidth = 120;

bool contains(const std::vector<QToolButton*>& buttons, const QToolButton* button)
{
    return std::find(buttons.begin(), buttons.end(), button) != buttons.end();
}

} // namespace

FoldingRow::FoldingRow(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this)), m_more(new QToolButton(this))
{
    m_more->setText(QStringLiteral("»"));
    m_more->setAutoRaise(true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    m_more->setToolTip(tr("More controls"));
    m_more->setAccessibleName(tr("More controls"));
    m_more->setMenu(new QMenu(m_more));
    m_more->hide();
    connect(m_more->menu(), &QMenu::aboutToShow, this, &FoldingRow::fillMenu);
}

void FoldingRow::finish() { m_row->addWidget(m_more); }

void FoldingRow::remove(QToolButton* button)
{
    m_row->removeWidget(button);
    m_folded.erase(std::remove(m_folded.begin(), m_folded.end(), button), m_folded.end());
    button->hide();
    button->deleteLater();
}

QSize FoldingRow::minimumSizeHint() const { return {leastWidth, QWidget::minimumSizeHint().height()}; }

bool FoldingRow::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        fold();
    return handled;
}

/// Buttons in the order of their places, which is that of their positions whether they are shown or not.
std::vector<QToolButton*> FoldingRow::candidates() const
{
    std::vector<QToolButton*> found;
    const auto collect = [&](const QLayout* layout, const auto& self) -> void {
        for (int i = 0; i < layout->count(); ++i) {
            if (const QLayout* inner = layout->itemAt(i)->layout())
                self(inner, self);
            else if (auto* button = qobject_cast<QToolButton*>(layout->itemAt(i)->widget()); button && button != m_more)
                if (!button->isHidden() || contains(m_folded, button))
                    found.push_back(button);
        }
    };
    collect(m_row, collect);
    return found;
}

/// Works on wanted widths and touches visibility only where it changes, so that the layout request that follows finds nothing to do.
void FoldingRow::fold()
{
    const int moreWidth = m_more->sizeHint().width() + m_row->spacing();
    int need = m_row->minimumSize().width() - (m_more->isHidden() ? 0 : moreWidth);
    const auto widthOf = [this](const QToolButton* button) { return button->minimumSizeHint().width() + m_row->spacing(); };
    for (const QToolButton* button : m_folded)
        need += widthOf(button);
    const std::vector<QToolButton*> buttons = candidates();
    std::vector<QToolButton*> folded;
    if (need > width()) {
        need += moreWidth;
        for (auto at = buttons.rbegin(); at != buttons.rend() && need > width(); ++at) {
            folded.insert(folded.begin(), *at);
            need -= widthOf(*at);
        }
    }
    if (folded == m_folded)
        return;
    m_folded = folded;
    for (QToolButton* button : buttons)
        if (button->isHidden() != contains(m_folded, button))
            button->setHidden(!button->isHidden());
    m_more->setHidden(m_folded.empty());
}

void FoldingRow::fillMenu()
{
    m_more->menu()->clear();
    for (QToolButton* button : m_folded) {
        QAction* action = m_more->menu()->addAction(button->accessibleName().isEmpty() ? button->text() : button->accessibleName());
        action->setToolTip(button->toolTip());
        action->setEnabled(button->isEnabled());
        action->setCheckable(button->isCheckable());
        action->setChecked(button->isChecked());
        connect(action, &QAction::triggered, button, &QToolButton::click);
    }
}

} // namespace shardscape
