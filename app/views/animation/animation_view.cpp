// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/animation/animation_view.h"

#include "shell/model_clock.h"
#include "shell/theme_manager.h"
#include "views/common/picture_export.h"
#include "views/common/picture_frame.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMessageBox>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace shardscape {

namespace {

constexpr double secondsOfPlay = 16.0; ///< wall time of the whole animation

} // namespace

AnimationCanvas::AnimationCanvas(Animation animation, QWidget* parent) : QWidget{parent}, m_animation{std::move(animation)}
{
    setFocusPolicy(Qt::StrongFocus);
}

void AnimationCanvas::setTokens(const Tokens& tokens)
{
    m_tokens = &tokens;
    update();
}

void AnimationCanvas::setShare(double share)
{
    m_share = share;
    update();
}

void AnimationCanvas::paintPicture(QPainter& painter) const
{
    if (m_tokens == nullptr)
        return;
    painter.fillRect(rect(), m_tokens->surface);
    m_animation.paint(painter, QRectF(rect()).adjusted(8, 6, -8, -6), *m_tokens, m_share);
}

void AnimationCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPicture(painter);
    if (!hasFocus() || m_tokens == nullptr)
        return;
    painter.setPen(QPen(m_tokens->accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
}

void AnimationCanvas::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        Q_EMIT stepRequested(event->key() == Qt::Key_Left ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

AnimationView::AnimationView(AppContext& context, Animation animation, const QString& name, QWidget* parent)
    : QWidget{parent}, m_context{context}, m_animation{animation}, m_canvas{new AnimationCanvas(std::move(animation))},
      m_frame{new PictureFrame(m_canvas, m_animation.table, this)}, m_caption{new QLabel(this)}, m_play{new QToolButton(this)}
{
    setAccessibleName(name);
    m_canvas->setAccessibleName(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_caption);
    setFocusProxy(m_frame);
    m_caption->setWordWrap(true);
    m_caption->setMargin(6);
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_play->setText(tr("Play"));
    m_play->setAutoRaise(true);
    m_play->setObjectName(QStringLiteral("playAnimation"));
    m_frame->head()->addWidget(m_play);
    auto* store = new QToolButton(this);
    store->setText(tr("Save"));
    store->setToolTip(tr("Save this picture as PNG or SVG"));
    store->setAutoRaise(true);
    m_frame->head()->addStretch(1);
    m_frame->head()->addWidget(store);
    connect(store, &QToolButton::clicked, this, &AnimationView::save);
    connect(m_play, &QToolButton::clicked, this, &AnimationView::togglePlay);
    connect(m_canvas, &AnimationCanvas::stepRequested, this, &AnimationView::step);
    connect(&context.clock, &ModelClock::positionChanged, this, &AnimationView::followClock);
    connect(&context.clock, &ModelClock::durationChanged, this, &AnimationView::followClock);
    connect(&context.clock, &ModelClock::stateChanged, this, &AnimationView::followClock);
    connect(&context.theme, &ThemeManager::themeChanged, this, [this] { m_canvas->setTokens(m_context.theme.tokens()); });
    m_canvas->setTokens(context.theme.tokens());
}

QHBoxLayout& AnimationView::head() { return *m_frame->head(); }

QString AnimationView::caption() const { return m_caption->text(); }

void AnimationView::refresh()
{
    setShare(m_canvas->share());
    m_frame->refreshTable();
}

void AnimationView::setShare(double share)
{
    m_canvas->setShare(std::clamp(share, 0.0, 1.0));
    const QString words = m_animation.caption(m_canvas->share());
    if (words == m_caption->text())
        return;
    m_caption->setText(words);
    m_canvas->setAccessibleDescription(words);
}

void AnimationView::followClock()
{
    const ModelClock& clock = m_context.clock;
    m_play->setText(clock.isPlaying() ? tr("Pause") : tr("Play"));
    if (clock.duration() > 0)
        setShare(clock.position() / clock.duration());
}

void AnimationView::togglePlay()
{
    ModelClock& clock = m_context.clock;
    if (clock.isPlaying())
        return clock.pause();
    if (clock.position() >= clock.duration())
        clock.setPosition(0.0);
    clock.setSpeed(clock.duration() / secondsOfPlay);
    clock.play();
}

void AnimationView::step(int direction)
{
    ModelClock& clock = m_context.clock;
    const int events = std::max(1, m_animation.events());
    const double at = m_canvas->share() * events;
    const double next = std::clamp(direction > 0 ? std::floor(at + 1.0 + 1e-6) : std::ceil(at - 1.0 - 1e-6), 0.0, double(events)) / events;
    if (clock.duration() > 0)
        clock.setPosition(next * clock.duration());
    else
        setShare(next);
}

void AnimationView::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the picture"), QStringLiteral("animation.png"), tr("Pictures (*.png *.svg)"));
    if (!path.isEmpty() && !exportPicture(*m_canvas, [this](QPainter& painter) { m_canvas->paintPicture(painter); }, path))
        QMessageBox::warning(this, tr("Save the picture"), pictureFileProblem(path));
}

} // namespace shardscape
