// SPDX-License-Identifier: GPL-3.0-or-later
// One hovered and one pinned object for the whole window. Every view listens to the hub, none to another view. GUI thread only.
#pragma once

#include <QObject>

#include <memory>
#include <utility>

namespace shardscape {

struct Evaluation;

/// Something a person can point at. `id` by kind: Gpu = GPU index, Rank = rank, Stage = stage, Link = index into Fabric::links(),
/// Task = index into the timeline, MemoryPart = stage * memoryPartCount + part, Group = rank * 16 + GroupKind (the group of that rank).
struct Focus {
    enum class Kind : unsigned char { None, Gpu, Stage, Link, Task, MemoryPart, Group };
    Kind kind = Kind::None;
    qint64 id = -1;
    bool operator==(const Focus&) const = default;
};

class FocusHub : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] Focus hovered() const { return m_hovered; }
    [[nodiscard]] Focus pinned() const { return m_pinned; }
    /// What views highlight: the hovered object, else the pinned one.
    [[nodiscard]] Focus current() const { return m_hovered.kind != Focus::Kind::None ? m_hovered : m_pinned; }

    void hover(Focus focus)
    {
        if (focus == m_hovered)
            return;
        m_hovered = focus;
        Q_EMIT changed();
    }
    /// Pins an object; pinning the pinned one again, or None, unpins.
    void pin(Focus focus)
    {
        m_pinned = focus == m_pinned ? Focus{} : focus;
        Q_EMIT changed();
    }
    /// What the gesture under way would give if it ended now; null while there is none.
    [[nodiscard]] const std::shared_ptr<const Evaluation>& preview() const { return m_preview; }
    void setPreview(std::shared_ptr<const Evaluation> evaluation)
    {
        if (evaluation == m_preview)
            return;
        m_preview = std::move(evaluation);
        Q_EMIT previewChanged();
    }
    /// Asks the explain panel for the derivation of a figure.
    void explain(const QString& derivationId) { Q_EMIT explainRequested(derivationId); }

Q_SIGNALS:
    void changed();
    void previewChanged();
    void explainRequested(const QString& derivationId);

private:
    Focus m_hovered;
    Focus m_pinned;
    std::shared_ptr<const Evaluation> m_preview;
};

} // namespace shardscape
