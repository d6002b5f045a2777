// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/picture_frame.h"

#include "views/common/folding_row.h"
#include "views/common/table_twin.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

PictureFrame::PictureFrame(QWidget* picture, std::function<TableData()> makeTable, QWidget* parent)
    : QWidget(parent), m_picture(picture), m_makeTable(std::move(makeTable)), m_head(new QHBoxLayout), m_stack(new QStackedWidget(this)),
      m_table(new TableTwin(this)), m_switch(new QToolButton(this))
{
    m_switch->setText(tr("Table"));
    m_switch->setCheckable(true);
    m_switch->setAutoRaise(true);
    m_switch->setObjectName(QStringLiteral("tableSwitch"));
    m_switch->setToolTip(tr("Show the numbers of this picture as a table"));
    m_switch->setAccessibleName(tr("Show as table"));
    auto* copyButton = new QToolButton(this);
    copyButton->setText(tr("Copy"));
    copyButton->setAutoRaise(true);
    copyButton->setObjectName(QStringLiteral("copyTable"));
    copyButton->setToolTip(tr("Copy the numbers as tab-separated text"));
    copyButton->setAccessibleName(tr("Copy the table"));

    m_stack->addWidget(m_picture);
    m_stack->addWidget(m_table);
    auto* controls = new FoldingRow(this);
    QHBoxLayout* row = controls->row();
    row->setContentsMargins(6, 2, 6, 2);
    row->setSpacing(4);
    row->addLayout(m_head, 1);
    row->addWidget(m_switch);
    row->addWidget(copyButton);
    controls->finish();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(controls);
    column->addWidget(m_stack, 1);
    setFocusProxy(m_picture);
    if (m_picture->accessibleName().isEmpty())
        m_picture->setAccessibleName(tr("Picture"));

    connect(m_switch, &QToolButton::toggled, this, &PictureFrame::setShowsTable);
    connect(copyButton, &QToolButton::clicked, this, &PictureFrame::copyTable);
}

bool PictureFrame::showsTable() const { return m_stack->currentWidget() == m_table; }

void PictureFrame::setShowsTable(bool on)
{
    m_switch->setChecked(on);
    if (on)
        m_table->setTable(m_makeTable());
    QWidget* shown = on ? static_cast<QWidget*>(m_table) : m_picture;
    m_stack->setCurrentWidget(shown);
    setFocusProxy(shown);
}

void PictureFrame::refreshTable()
{
    if (showsTable())
        m_table->setTable(m_makeTable());
}

void PictureFrame::copyTable()
{
    if (!showsTable())
        m_table->setTable(m_makeTable());
    m_table->copy();
}

} // namespace shardscape
