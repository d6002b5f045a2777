// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_view.h"

#include "document/baselines.h"
#include "document/document.h"
#include "shell/focus_hub.h"
#include "shell/theme_manager.h"
#include "views/common/picture_frame.h"
#include "views/common/table_twin.h"
#include "views/fabric/fabric_canvas.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace shardscape {

namespace {

QIcon chipIcon(const QColor& color)
{
    QPixmap dot(12, 12);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(1, 1, 10, 10));
    return QIcon(dot);
}

} // namespace

FabricView::FabricView(AppContext& context, QWidget* parent)
    : QWidget(parent), m_context(context), m_canvas(new FabricCanvas(this)),
      m_frame(new PictureFrame(
          m_canvas, [this] { return table(); }, this)),
      m_words(new QLabel(this))
{
    setObjectName(QStringLiteral("fabricView"));
    setAccessibleName(tr("Fabric"));
    m_filter.set();
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setContentsMargins(8, 2, 8, 4);
    m_words->setAccessibleName(tr("Bottleneck"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_words);
    addChips();
    addModes();
    setFocusProxy(m_frame);

    connect(m_canvas, &FabricCanvas::hovered, this, [this](Focus focus) { m_context.focus.hover(focus); });
    connect(m_canvas, &FabricCanvas::pinned, this, [this](Focus focus) { m_context.focus.pin(focus); });
    connect(&m_frame->table(), &TableTwin::rowActivated, this, [this](int row) {
        if (m_model && m_canvas->mode() != FabricMode::Pairs && m_canvas->orders().empty() && row >= 0 && static_cast<std::size_t>(row) < m_model->ranking().size())
            m_context.focus.pin({Focus::Kind::Link, m_model->ranking()[static_cast<std::size_t>(row)]});
    });
    connect(&context.focus, &FocusHub::changed, this, &FabricView::showFocus);
    connect(&context.focus, &FocusHub::previewChanged, this, &FabricView::refresh);
    connect(&context.document, &Document::evaluationChanged, this, &FabricView::refresh);
    connect(&context.baselines, &Baselines::changed, this, &FabricView::refresh);
    connect(&context.theme, &ThemeManager::themeChanged, this, &FabricView::refresh);
    refresh();
}

void FabricView::addChips()
{
    for (std::size_t axis = 0; axis < axisCount; ++axis) {
        const QString name = QString::fromUtf8(EnumNames<Axis>::table[axis].text.data()).toUpper();
        auto* chip = new QToolButton(this);
        chip->setText(name);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setCheckable(true);
        chip->setChecked(true);
        chip->setToolTip(tr("Count the traffic of %1").arg(name));
        chip->setAccessibleName(tr("Traffic of %1").arg(name));
        chip->setObjectName(QStringLiteral("axisChip%1").arg(name));
        connect(chip, &QToolButton::toggled, this, [this, axis](bool on) {
            AxisFilter filter = m_filter;
            filter.set(axis, on);
            setFilter(filter);
        });
        m_chips[axis] = chip;
        m_frame->head()->addWidget(chip);
    }
}

void FabricView::addModes()
{
    const auto add = [this](const QString& name, const QString& object, const QString& tip, const QString& spoken, FabricMode mode) {
        auto* button = new QToolButton(this);
        button->setText(name);
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setObjectName(object);
        button->setToolTip(tip);
        button->setAccessibleName(spoken);
        connect(button, &QToolButton::toggled, this, [this, mode, button](bool on) {
            for (QToolButton* other : {m_links, m_pairs, m_difference})
                if (on && other != nullptr && other != button)
                    other->setChecked(false);
            if (on)
                m_canvas->setMode(mode);
            else if (!m_links->isChecked() && !m_pairs->isChecked() && !m_difference->isChecked())
                m_canvas->setMode(FabricMode::Graph);
            m_frame->refreshTable();
        });
        m_frame->head()->addWidget(button);
        return button;
    };
    m_frame->head()->addStretch(1);
    m_links = add(tr("Matrix"), QStringLiteral("matrixSwitch"),
                  tr("One row per node, one column per directed link of a node, the network's links below"), tr("Show as matrix"), FabricMode::Links);
    m_pairs = add(tr("Pairs"), QStringLiteral("pairSwitch"), tr("Who sends to whom: one row per sender, one column per receiver"),
                  tr("Show who sends to whom"), FabricMode::Pairs);
    m_difference = add(tr("Difference"), QStringLiteral("differenceSwitch"),
                       tr("The matrix of links by how much busier they are than in the pinned baseline"), tr("Show the difference to the baseline"),
                       FabricMode::Difference);
}

TableData FabricView::table() const
{
    if (!m_model)
        return {};
    if (m_canvas->mode() == FabricMode::Pairs)
        return m_model->pairTable();
    return m_canvas->orders().empty() ? m_model->table() : m_model->orderTable(m_canvas->orders());
}

void FabricView::setFilter(AxisFilter filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        m_chips[axis]->setChecked(filter.test(axis));
    refresh();
}

void FabricView::refresh()
{
    const Tokens& tokens = m_context.theme.tokens();
    for (std::size_t axis = 0; axis < axisCount; ++axis)
        m_chips[axis]->setIcon(chipIcon(tokens.axis[axis]));
    m_canvas->setTokens(tokens);
    const std::shared_ptr<const Evaluation>& preview = m_context.focus.preview();
    const std::shared_ptr<const Evaluation> evaluation = preview ? preview : m_context.document.evaluation();
    const std::shared_ptr<const Evaluation> baseline = m_context.baselines.against(evaluation.get());
    m_model = evaluation && evaluation->fabric ? std::make_shared<const FabricModel>(evaluation, m_filter, baseline.get()) : nullptr;
    const bool comparable = m_model && m_model->hasBaseline();
    if (!comparable)
        m_difference->setChecked(false);
    m_difference->setEnabled(comparable);
    m_canvas->setModel(m_model);
    showFocus();
}

void FabricView::showFocus()
{
    const Focus focus = m_context.focus.current();
    m_canvas->setHubFocus(focus);
    m_frame->refreshTable();
    if (!m_model)
        m_words->clear();
    else if (m_context.focus.preview())
        m_words->setText(tr("If dropped here: %1").arg(m_model->bottleneck()));
    else if (focus.kind == Focus::Kind::Link && focus.id >= 0 && focus.id < static_cast<qint64>(m_model->fabric().links().size()))
        m_words->setText(m_model->describe(static_cast<int>(focus.id)));
    else if (focus.kind == Focus::Kind::Gpu && focus.id >= 0 && focus.id < m_model->fabric().gpus())
        m_words->setText(m_model->ringsOf(static_cast<int>(focus.id)));
    else if (focus.kind == Focus::Kind::Group && focus.id >= 0 && focus.id / 16 < m_model->evaluation().ranks)
        m_words->setText(m_model->ringsOf(m_model->evaluation().plan->mesh.gpuOf(static_cast<int>(focus.id / 16)),
                                          static_cast<GroupKind>(focus.id % 16)));
    else
        m_words->setText(m_model->bottleneck());
}

} // namespace shardscape
