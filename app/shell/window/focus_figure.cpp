// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/window/focus_figure.h"

#include "evaluate/explanations.h"
#include "views/common/focus_lookup.h"

namespace shardscape {

namespace {

QString memoryFigure(qint64 stage, std::string_view part)
{
    return QStringLiteral("memory/stage/%1/%2").arg(stage).arg(QString::fromUtf8(part.data(), static_cast<qsizetype>(part.size())));
}

/// A block's length is that of its pass.
QString taskFigure(const Evaluation& evaluation, qint64 task)
{
    if (!evaluation.timeline || task < 0 || task >= static_cast<qint64>(evaluation.timeline->size()))
        return {};
    if (!evaluation.training)
        return QStringLiteral("inference/ttft");
    switch (evaluation.timeline->kind[static_cast<std::size_t>(task)]) {
    case TaskKind::Forward: return QStringLiteral("training/stage/forward");
    case TaskKind::BackwardInput:
    case TaskKind::Backward: return QStringLiteral("training/stage/input_gradient");
    case TaskKind::BackwardWeight: return QStringLiteral("training/stage/weight_gradient");
    case TaskKind::Communication: return QStringLiteral("pipeline/send");
    case TaskKind::Optimizer: return QStringLiteral("training/breakdown/optimizer");
    }
    return {};
}

/// All groups of the data-parallel family send gradients, which count as dp.
QString groupFigure(GroupKind kind)
{
    for (const auto& [group, axis] :
         {std::pair{GroupKind::Tp, "tp"}, std::pair{GroupKind::Cp, "cp"}, std::pair{GroupKind::Ep, "ep"}, std::pair{GroupKind::Pp, "pp"}})
        if (group == kind)
            return QStringLiteral("traffic/axis/") + QLatin1String(axis);
    return QStringLiteral("traffic/axis/dp");
}

} // namespace

QString figureOf(const Evaluation& evaluation, const Focus& focus)
{
    switch (focus.kind) {
    case Focus::Kind::None: return {};
    case Focus::Kind::Gpu: {
        const std::optional<int> stage = stageOfFocus(focus, evaluation);
        return stage ? memoryFigure(*stage, "total") : QString();
    }
    case Focus::Kind::Stage: return memoryFigure(focus.id, "total");
    case Focus::Kind::Link: return QString::fromStdString(linkFigure(static_cast<int>(focus.id)));
    case Focus::Kind::Task: return taskFigure(evaluation, focus.id);
    case Focus::Kind::MemoryPart:
        return memoryFigure(focus.id / static_cast<qint64>(memoryPartCount),
                            toText(static_cast<MemoryPart>(focus.id % static_cast<qint64>(memoryPartCount))));
    case Focus::Kind::Group: return groupFigure(static_cast<GroupKind>(focus.id % 16));
    }
    return {};
}

} // namespace shardscape
