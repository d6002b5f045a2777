// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/plan_names.h"

#include "shell/translate.h"

namespace shardscape {

QString scheduleName(ScheduleKind kind)
{
    switch (kind) {
    case ScheduleKind::GPipe: return tr("GPipe");
    case ScheduleKind::OneFOneB: return tr("1F1B");
    case ScheduleKind::Interleaved: return tr("Interleaved 1F1B");
    case ScheduleKind::ZbH1: return tr("Zero bubble H1");
    case ScheduleKind::ZbH2: return tr("Zero bubble H2");
    case ScheduleKind::ZbV: return tr("Zero bubble V");
    case ScheduleKind::VHalf: return tr("V-Half");
    case ScheduleKind::VMin: return tr("V-Min");
    case ScheduleKind::DualPipe: return tr("DualPipe");
    case ScheduleKind::DualPipeV: return tr("DualPipe-V");
    case ScheduleKind::ForwardOnly: return tr("Forward only");
    }
    return {};
}

QString optimizerName(Optimizer optimizer)
{
    switch (optimizer) {
    case Optimizer::Adam: return tr("Adam, fp32 states");
    case Optimizer::AdamBf16States: return tr("Adam, bf16 states");
    case Optimizer::Adam8Bit: return tr("Adam, 8-bit states");
    case Optimizer::Adafactor: return tr("Adafactor");
    case Optimizer::Muon: return tr("Muon");
    case Optimizer::Sgd: return tr("SGD with momentum");
    }
    return {};
}

QString recomputeName(RecomputeKind kind)
{
    switch (kind) {
    case RecomputeKind::None: return tr("none");
    case RecomputeKind::Selective: return tr("selective");
    case RecomputeKind::Full: return tr("full");
    case RecomputeKind::FullLayers: return tr("full for some layers");
    }
    return {};
}

} // namespace shardscape
