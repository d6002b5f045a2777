// SPDX-License-Identifier: GPL-3.0-or-later
// config.json files of the Hugging Face hub: a model that was accepted is written and read again as the same model.
#include "fuzz.h"
#include "io/model_json.h"
#include "json/strict_json.h"
#include "model/hugging_face.h"

using namespace shardscape;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text = fuzz::textOf(data, size);
    const auto imported = importHuggingFaceConfig(text, "fuzz");
    fuzz::promiseProblems(imported);
    if (imported) {
        const auto again = readModelJson(modelToJson(imported->model), "/model");
        fuzz::promise(again.has_value(), "an imported model can be saved and opened");
    }
    return 0;
}
