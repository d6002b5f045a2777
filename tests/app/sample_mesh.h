// SPDX-License-Identifier: GPL-3.0-or-later
// The mesh of a sample evaluation, for tests of its pictures and gestures.
#pragma once

#include "app/sample_evaluation.h"
#include "views/mesh/mesh_model.h"

namespace shardscape {

inline std::shared_ptr<const MeshModel> sampleMesh(const SampleShape& shape = {})
{
    const Evaluation evaluation = sampleTraining(shape);
    return std::make_shared<MeshModel>(makeMeshModel(evaluation.plan, evaluation.inputs->cluster));
}

} // namespace shardscape
